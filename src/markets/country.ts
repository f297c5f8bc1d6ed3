const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' })
/** Region codes with a name that are not countries: unions, and codes for unknown or test regions. */
const noCountries = new Set(['EU', 'EZ', 'QO', 'UN', 'XA', 'XB', 'ZZ'])

/** ISO 3166-1 alpha-2 code of an existing country. */
export const isCountry = (code: string): boolean =>
  /^[A-Z]{2}$/.test(code) && names.of(code) !== undefined && !noCountries.has(code)
