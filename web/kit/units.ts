import { marketCurrency } from '#platform/market.ts'
import { type Locale, languageTags } from './locale.ts'
import { formatMoney } from './money/money.ts'
import { formatNumber } from './numbers.ts'

/** Units that the API counts in hundredths and people do not: basis points as per cent, cents as euros. */
const isHundredths = (unit: string): boolean => unit === 'bps' || unit === 'cents'

/** Cached: a category tree shows hundreds of rates, and creating a formatter costs fifty times as much as using it. */
const percentsOf = (locale: Locale) =>
  new Intl.NumberFormat(languageTags[locale], { style: 'percent', maximumFractionDigits: 2 })
const percents = { en: percentsOf('en'), fr: percentsOf('fr') } satisfies Record<Locale, Intl.NumberFormat>

/** A number with its unit as it is shown: 700 bps "7 %", 10 cents "€0.10", 72 hours "72". */
export function formatUnit(unit: string, value: number, locale: Locale): string {
  if (unit === 'cents') return formatMoney({ amount_minor: value, currency: marketCurrency }, locale)
  if (unit !== 'bps') return formatNumber(value, locale)
  return percents[locale].format(value / 10_000)
}

/** The same number as the value of a field, and the field's step. */
export const typedIn = (unit: string, value: number): number => (isHundredths(unit) ? value / 100 : value)
export const stepIn = (unit: string): number => (isHundredths(unit) ? 0.01 : 1)

/** The typed value in the API's unit; an empty field is not 0. */
export function readIn(unit: string, typed: string): number {
  const value = typed.trim() === '' ? Number.NaN : Number(typed)
  return isHundredths(unit) ? Math.round(value * 100) : value
}
