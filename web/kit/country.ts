import { type Locale, languageTags } from './locale.ts'

const languages = new Map<Locale, Intl.DisplayNames>()
const names = new Map<string, string>()

/** A country's name in the page's language. */
export function countryName(code: string, locale: Locale): string {
  const known = names.get(locale + code)
  if (known) return known
  let language = languages.get(locale)
  if (!language) languages.set(locale, (language = new Intl.DisplayNames([languageTags[locale]], { type: 'region' })))
  const name = language.of(code) ?? code
  names.set(locale + code, name)
  return name
}

const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
/** Codes that have a name but are not countries: unions, exceptional reservations, unknown and test regions. */
const noCountries = new Set(['AC', 'CP', 'CQ', 'DG', 'EA', 'EU', 'EZ', 'IC', 'QO', 'TA', 'UN', 'XA', 'XB', 'ZZ'])
let world: readonly string[] | undefined

/** Every country: each two-letter code that has a name and is not an alias. */
export const allCountries = (): readonly string[] =>
  (world ??= letters
    .flatMap(first => letters.map(second => first + second))
    .filter(
      code =>
        !noCountries.has(code) &&
        countryName(code, 'en') !== code &&
        Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`,
    ))

type Named = { readonly code: string; readonly name: string }
const latest = new Map<Locale, { readonly codes: string; readonly named: readonly Named[] }>()

/** Countries with their names, sorted by name, for select lists. */
export function countriesByName(codes: readonly string[], locale: Locale): readonly Named[] {
  const known = latest.get(locale)
  if (known?.codes === codes.join()) return known.named // cached, since every storefront page shows the same list
  const named = codes
    .map(code => ({ code, name: countryName(code, locale) }))
    .sort((a, b) => a.name.localeCompare(b.name, locale))
  latest.set(locale, { codes: codes.join(), named })
  return named
}
