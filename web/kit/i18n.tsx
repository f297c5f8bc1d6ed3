import type { ReactNode } from 'react'
import { type IntlError, IntlErrorCode, IntlProvider } from 'use-intl'
import type { Locale } from '#app/web-context.ts'
import { marketTimeZone } from '#platform/market.ts'
import type { Area, Catalogs } from '../messages/catalogs.ts'

export type { Locale } from '#app/web-context.ts'

declare module 'use-intl' {
  interface AppConfig {
    Locale: Locale
    Messages: Catalogs
  }
}

export { locales, marketTimeZone } from '#platform/market.ts'
export { languageTags, type Translated } from './locale.ts'

/** A layout's `handle`: the area whose texts its pages use. */
export type Handle = { readonly area: Area }

/** The area of the matched routes: that of the innermost layout that has one. */
export const areaOf = (handles: readonly unknown[]): Area | undefined =>
  handles.findLast((handle): handle is Handle => typeof handle === 'object' && handle !== null && 'area' in handle)
    ?.area

/**
 * The value that a key ends in. Keys in the code exist, or do not compile; one is missing only when it was made of a
 * value that this release does not know, such as the state of an order, which is then shown as it is.
 */
const lastPart = (key: string): string => key.slice(key.lastIndexOf('.') + 1)

const logUnlessMissing = (error: IntlError): void => {
  if (error.code !== IntlErrorCode.MISSING_MESSAGE) console.error(error)
}

/** Provides the page's texts, dates and numbers. */
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
    <IntlProvider
      locale={locale}
      messages={catalog as Catalogs}
      timeZone={marketTimeZone}
      getMessageFallback={({ key }) => lastPart(key)}
      onError={logUnlessMissing}
    >
      {children}
    </IntlProvider>
  )
}
