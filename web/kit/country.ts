import { type Locale, languageTags } from './i18n.tsx'

const languages = new Map<Locale, Intl.DisplayNames>()
const names = new Map<string, string>()

/** A country's name in the reader's language. */
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
/** Regions that have a name and are no countries: unions, islands of others, codes for what is unknown or a test. */
const noCountries = new Set(['AC', 'CP', 'CQ', 'DG', 'EA', 'EU', 'EZ', 'IC', 'QO', 'TA', 'UN', 'XA', 'XB', 'ZZ'])
let world: readonly string[] | undefined

/** Every country there is: a code that stands for itself and has a name. */
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

/** Countries with their names, in the order of these: for lists to choose from. */
export function countriesByName(codes: readonly string[], locale: Locale): readonly Named[] {
  const known = latest.get(locale)
  if (known?.codes === codes.join()) return known.named // every page of the storefront has the same list
  const named = codes
    .map(code => ({ code, name: countryName(code, locale) }))
    .sort((a, b) => a.name.localeCompare(b.name, locale))
  latest.set(locale, { codes: codes.join(), named })
  return named
}
