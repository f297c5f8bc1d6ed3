import { catalogRefusals } from '#catalog/refusals.ts'
import { refuser } from '#platform/refusal.ts'
import type { Tx } from '#platform/tx.ts'
import { authorizationsOf, stateFor } from '#sellers/index.ts'
import type { Taxonomy } from '#taxonomy/index.ts'

const refuse = refuser(catalogRefusals)

/**
 * Refuses products whose category does not allow them on sale: `category.closed`, `category.not_authorized` (special:
 * the store needs a permission it does not have).
 */
export async function checkCategoryOpen(
  tx: Tx,
  taxonomy: Taxonomy,
  storeId: string,
  products: readonly { readonly category: string | null }[],
): Promise<void> {
  const authorized = await authorizationsOf(tx, storeId)
  for (const category of new Set(products.map(product => product.category))) {
    const known = taxonomy.categories.get(category ?? '')
    const state = known ? stateFor(known, authorized) : category === null ? 'open' : 'closed'
    if (state === 'closed') throw refuse('category.closed', { category })
    if (state === 'special') throw refuse('category.not_authorized', { category })
  }
}
