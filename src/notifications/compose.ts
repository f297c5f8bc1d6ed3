import type { Locale } from '#platform/market.ts'

export { type Locale, localeOf } from '#platform/market.ts'

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

/** The days between which something arrives, as pages write them: '5–8 Dec'. */
export const daysText = (locale: Locale, from: Temporal.PlainDate, to: Temporal.PlainDate): string =>
  cachedFormatter(
    `${locale} days`,
    () => new Intl.DateTimeFormat(intl[locale], { day: 'numeric', month: 'short', timeZone: 'UTC' }),
  ).formatRange(...([from, to].map(day => day.toZonedDateTime('UTC').epochMilliseconds) as [number, number]))

/** A day of the week and the month: 'Wed 2 Dec'. */
export const dayText = (locale: Locale, at: Temporal.Instant, timeZone: string): string =>
  cachedFormatter(
    `${locale} ${timeZone} day`,
    () => new Intl.DateTimeFormat(intl[locale], { weekday: 'short', day: 'numeric', month: 'short', timeZone }),
  )
    .format(at.epochMilliseconds)
    .replace(',', '')

export const countryText = (locale: Locale, code: string): string =>
  new Intl.DisplayNames(intl[locale], { type: 'region' }).of(code) ?? code

/** Creating a formatter costs a hundred times its use; there is one for each locale, currency and time zone. */
const formatters = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>()

function cachedFormatter<F extends Intl.NumberFormat | Intl.DateTimeFormat>(key: string, make: () => F): F {
  const known = formatters.get(key) ?? make()
  formatters.set(key, known)
  return known as F
}
