import type { ReactNode } from 'react'
import { IntlProvider } from 'use-intl'
import type { Locale } from '#app/web-context.ts'
import type { Catalogs } from '../messages/catalogs.ts'

export type { Locale } from '#app/web-context.ts'

/** A part of the pages with texts of its own. `kit` comes along with each. */
export type Area = Exclude<keyof Catalogs, 'kit'>

declare module 'use-intl' {
  interface AppConfig {
    Locale: Locale
    Messages: Catalogs
  }
}

export const locales = ['en', 'fr'] as const satisfies readonly Locale[]

/** English as Europe writes it: day before month, 24 hours. */
export const languageTags = { en: 'en-IE', fr: 'fr-FR' } as const satisfies Record<Locale, string>

/** Dates are told in the market's time, not in that of the reader's device: a deadline is one moment for all. */
export const marketTimeZone = 'Europe/Paris'

/** The same keys as the English master, with other texts: a missing one does not compile. */
export type Translated<T> = { readonly [K in keyof T]: T[K] extends string ? string : Translated<T[K]> }

/** What a layout exports as `handle`: the area whose texts its pages use. */
export type Handle = { readonly area: Area }

/** The area of the matched routes: that of the innermost layout that names one. */
export const areaOf = (handles: readonly unknown[]): Area | undefined =>
  handles.findLast((handle): handle is Handle => typeof handle === 'object' && handle !== null && 'area' in handle)
    ?.area

/** Gives the page its texts, dates and numbers. */
export function Messages({
  locale,
  catalog,
  children,
}: {
  locale: Locale
  catalog: Partial<Catalogs>
  children: ReactNode
}) {
  return (
    <IntlProvider locale={locale} messages={catalog as Catalogs} timeZone={marketTimeZone}>
      {children}
    </IntlProvider>
  )
}
