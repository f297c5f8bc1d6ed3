import { plainLatin } from '#platform/latin.ts'

/** One thing that can be filtered by: `material=wood`, `to=fr`. The same form is used as a lexeme and in addresses. */
export type Facet = `${string}=${string}`

export const facetPattern = /^[a-z0-9_]{1,60}=[a-z0-9_.-]{1,80}$/

/** Sizes are free text of sellers: `XL`, `40 x 60 cm`. */
export const sizeKey = (size: string): string =>
  plainLatin(size)
    .toLowerCase()
    .replaceAll(/[^a-z0-9.]+/g, '_')
    .replaceAll(/^_|_$/g, '')
    .slice(0, 40)
