import { type Locale, languageTags } from './i18n.tsx'

const names = new Map<Locale, Intl.DisplayNames>()

/** A country's name in the reader's language. */
export function countryName(code: string, locale: Locale): string {
  let known = names.get(locale)
  if (!known) names.set(locale, (known = new Intl.DisplayNames([languageTags[locale]], { type: 'region' })))
  return known.of(code) ?? code
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

/** Countries with their names, in the order of these: for lists to choose from. */
export const countriesByName = (codes: readonly string[], locale: Locale): { code: string; name: string }[] =>
  codes.map(code => ({ code, name: countryName(code, locale) })).sort((a, b) => a.name.localeCompare(b.name, locale))
