import { type Locale, languageTags } from './i18n.tsx'

const names = new Map<Locale, Intl.DisplayNames>()

/** A country's name in the reader's language. */
export function countryName(code: string, locale: Locale): string {
  let known = names.get(locale)
  if (!known) names.set(locale, (known = new Intl.DisplayNames([languageTags[locale]], { type: 'region' })))
  return known.of(code) ?? code
}

/** Countries with their names, in the order of these: for lists to choose from. */
export const countriesByName = (codes: readonly string[], locale: Locale): { code: string; name: string }[] =>
  codes.map(code => ({ code, name: countryName(code, locale) })).sort((a, b) => a.name.localeCompare(b.name, locale))
