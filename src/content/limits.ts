import type { Locale } from '#platform/market.ts'

/** The pages of the market, in the order they are listed. */
export const contentPages = [
  'imprint',
  'terms',
  'seller-terms',
  'privacy',
  'cookies',
  'withdrawal',
  'help',
  'contact',
] as const
export type ContentPage = (typeof contentPages)[number]

/** A market that sells for real money does not open without these. */
export const requiredPages = ['imprint', 'terms', 'seller-terms', 'privacy', 'withdrawal'] as const

/** Pages that are accepted, not only read. */
export type TermsPage = 'terms' | 'seller-terms'

/** Markdown by language. */
export type Texts = Readonly<Partial<Record<Locale, string>>>

/** Most characters of a page in one language: some forty printed pages. */
export const pageMaxCharacters = 100_000
