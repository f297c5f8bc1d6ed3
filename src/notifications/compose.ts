import type { Locale } from '#platform/market.ts'

export type { Locale } from '#platform/market.ts'

export const localeOf = (text: string): Locale => (text === 'fr' ? 'fr' : 'en')

const intl = { en: 'en-IE', fr: 'fr-FR' } as const

export const moneyText = (locale: Locale, amountMinor: bigint | number, currency: string): string =>
  cachedFormatter(
    `${locale} ${currency}`,
    () => new Intl.NumberFormat(intl[locale], { style: 'currency', currency }),
  ).format(Number(amountMinor) / 100)

export const timeText = (locale: Locale, at: Temporal.Instant, timeZone: string): string =>
  cachedFormatter(
    `${locale} ${timeZone}`,
    () => new Intl.DateTimeFormat(intl[locale], { dateStyle: 'full', timeStyle: 'short', timeZone }),
  ).format(at.epochMilliseconds)

/** Creating a formatter costs a hundred times its use; there is one for each locale, currency and time zone. */
const formatters = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>()

function cachedFormatter<F extends Intl.NumberFormat | Intl.DateTimeFormat>(key: string, make: () => F): F {
  const known = formatters.get(key) ?? make()
  formatters.set(key, known)
  return known as F
}
