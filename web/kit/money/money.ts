import type { Locale } from '../locale.ts'
import { languageTags } from '../locale.ts'

/** An amount as in the API: whole minor units (cents). */
export type Money = { amount_minor: number; currency: string }

/** "€1,299.00", in French "1 299,00 €". */
export const formatMoney = ({ amount_minor, currency }: Money, locale: Locale): string =>
  formatter(currency, locale).format(amount_minor / 10 ** decimalsOf(currency))

/** The amount as it is typed: no currency, no grouping. 129900 cents are "1299.00", in French "1299,00". */
export function typedAmount({ amount_minor, currency }: Money, locale: Locale): string {
  const decimals = decimalsOf(currency)
  const text = (amount_minor / 10 ** decimals).toFixed(decimals)
  return locale === 'fr' ? text.replace('.', ',') : text
}

/**
 * Minor units of a typed amount, or null when it is not one. Accepts point and comma as decimal separator in any
 * language when they cannot mean anything else ("12,5" is 12.50 in English too), and grouping as the language writes
 * it; with both signs the last one is decimal. Runs on server and browser. Rejects signs, and more decimals than the currency has.
 */
export function parseMoney(typed: string, currency: string, locale: Locale): number | null {
  const text = typed.replace(/[\s\u00a0\u202f']|€|EUR/giu, '')
  const [own, other] = locale === 'fr' ? [',', '.'] : ['.', ',']
  if (!/^\d[\d.,]*$/.test(text)) return null
  const groups = new RegExp(`^\\d{1,3}(\\${other}\\d{3})+(\\${own}\\d*)?$`)
  // with both signs the last one is the decimal separator, whatever the language: "1.000.000,00"
  const foreign = new RegExp(`^\\d{1,3}(\\${own}\\d{3})+\\${other}\\d*$`)
  const plain = groups.test(text) ? text.replaceAll(other, '') : foreign.test(text) ? text.replaceAll(own, '') : text
  const [whole = '', decimals = '', ...rest] = plain.split(/[.,]/)
  if (rest.length > 0 || decimals.length > decimalsOf(currency)) return null
  const minor = Number(whole + decimals.padEnd(decimalsOf(currency), '0'))
  return Number.isSafeInteger(minor) ? minor : null
}

/** "€" or "EUR": the unit shown next to an amount field. */
export const currencySign = (currency: string, locale: Locale): string =>
  formatter(currency, locale)
    .formatToParts(0)
    .find(part => part.type === 'currency')!.value

const decimals = new Map<string, number>()

function decimalsOf(currency: string): number {
  const known = decimals.get(currency)
  if (known !== undefined) return known
  const found = formatter(currency, 'en').resolvedOptions().maximumFractionDigits!
  decimals.set(currency, found)
  return found
}

/** Cached: creating a formatter costs a hundred times as much as using it. */
const formatters = new Map<string, Intl.NumberFormat>()

function formatter(currency: string, locale: Locale): Intl.NumberFormat {
  const key = `${currency} ${locale}`
  const known = formatters.get(key)
  if (known) return known
  const made = new Intl.NumberFormat(languageTags[locale], { style: 'currency', currency })
  formatters.set(key, made)
  return made
}
