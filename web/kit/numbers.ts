import { type Locale, languageTags } from './i18n.tsx'

/** "1,671", in French "1 671"; with `decimals`, as many behind the point. */
export const formatNumber = (value: number, locale: Locale, decimals = 0): string =>
  formatter(decimals, locale).format(value)

/** Making a formatter costs a hundred times its use. */
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

/** Counts from the API end at 1,001, which stands for more than a thousand. */
export const countText = (count: number): string => (count > 1_000 ? '1000+' : `${count}`)

/** "3–6", of a stretch of one "3". */
export const spanOf = (from: number, to: number): string => (from === to ? `${from}` : `${from}–${to}`)
