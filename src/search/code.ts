import { parsePublicId } from '#platform/ids.ts'
import { plainLatin } from '#platform/latin.ts'
import type { Facet } from '#search/facet.ts'

/** The lexeme of an article number of the seller. Null when nothing is left of it. */
export function skuFacet(sku: string): Facet | null {
  const key = plainLatin(sku)
    .toLowerCase()
    .replaceAll(/[^a-z0-9_.-]+/g, '-')
    .slice(0, 80)
  return key ? `k=${key}` : null
}

export const idFacet = (productId: string): Facet => `p=${productId}`

/** The lexeme of what was typed, when it is a product's public id, the end of one, or may be an article number. */
export function codeFacet(typed: string): Facet | null {
  const text = typed.trim()
  const ids =
    parsePublicId('prd', 2, text)?.[1] ??
    parsePublicId('prd', 2, `prd_${text}`)?.[1] ??
    parsePublicId('prd', 1, `prd_${text}`)?.[0]
  if (ids) return idFacet(ids)
  return /\d/.test(text) && /^\S{3,60}$/.test(text) ? skuFacet(text) : null
}
