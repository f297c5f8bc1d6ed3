/** A transfer's scheme: euros in the SEPA area, or to a bank outside it. */
export const schemes = ['sepa', 'international'] as const
export type Scheme = (typeof schemes)[number]

/** Where SEPA credit transfers arrive (European Payments Council, May 2026). Territories use the IBANs of their states. */
const sepaCountries: ReadonlySet<string> = new Set(
  'AD AL AT BE BG CH CY CZ DE DK EE ES FI FR GB GI GR HR HU IE IS IT LI LT LU LV MC MD ME MK MT NL NO PL PT RO RS SE SI SK SM VA'.split(
    ' ',
  ),
)

/** Countries outside the SEPA area whose banks use IBANs for transfers in euros. */
const otherIbanCountries: ReadonlySet<string> = new Set(['TR'])

export const schemeOf = (country: string): Scheme => (sepaCountries.has(country) ? 'sepa' : 'international')

export const hasIban = (country: string): boolean => sepaCountries.has(country) || otherIbanCountries.has(country)

/** The countries of banks that are paid to: the SEPA area, and where companies may join from, so that all can be paid. */
export const bankCountries = (sellerCountries: readonly string[]): string[] => [
  ...new Set([...sepaCountries, ...sellerCountries]),
]
