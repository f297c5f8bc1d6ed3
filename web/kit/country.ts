import { type Locale, languageTags } from './i18n.tsx'

const names = new Map<Locale, Intl.DisplayNames>()

/** A country's name in the reader's language. */
export function countryName(code: string, locale: Locale): string {
  let known = names.get(locale)
  if (!known) names.set(locale, (known = new Intl.DisplayNames([languageTags[locale]], { type: 'region' })))
  return known.of(code) ?? code
}

/** Where parcels of this market may go: the European Union. */
export const deliveryCountries = [
  'AT',
  'BE',
  'BG',
  'CY',
  'CZ',
  'DE',
  'DK',
  'EE',
  'ES',
  'FI',
  'FR',
  'GR',
  'HR',
  'HU',
  'IE',
  'IT',
  'LT',
  'LU',
  'LV',
  'MT',
  'NL',
  'PL',
  'PT',
  'RO',
  'SE',
  'SI',
  'SK',
] as const
