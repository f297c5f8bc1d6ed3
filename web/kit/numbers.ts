import { type Locale, languageTags } from './locale.ts'

/** "1,671", in French "1 671"; with `decimals` decimal places. */
export const formatNumber = (value: number, locale: Locale, decimals = 0): string =>
  formatter(decimals, locale).format(value)

/** Cached: creating a formatter costs a hundred times as much as using it. */
const formatters = new Map<string, Intl.NumberFormat>()

function formatter(decimals: number, locale: Locale): Intl.NumberFormat {
  const key = `${decimals} ${locale}`
  const known = formatters.get(key)
  if (known) return known
  const made = new Intl.NumberFormat(languageTags[locale], {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  })
  formatters.set(key, made)
  return made
}

/** The API stops counting at 1,001, which means more than a thousand. */
export const countText = (count: number): string => (count > 1_000 ? '1000+' : `${count}`)

/** "3–6", or "3" when both are equal. */
export const spanOf = (from: number, to: number): string => (from === to ? `${from}` : `${from}–${to}`)
