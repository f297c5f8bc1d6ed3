import type { Locale } from '#app/web-context.ts'

export type { Locale } from '#app/web-context.ts'

/** European English: day before month, 24-hour clock. */
export const languageTags = { en: 'en-IE', fr: 'fr-FR' } as const satisfies Record<Locale, string>

/** The same keys as the English master with other texts; a missing key does not compile. */
export type Translated<T> = { readonly [K in keyof T]: T[K] extends string ? string : Translated<T[K]> }
