import { catalogRefusals } from '#catalog/refusals.ts'
import { checkNotTakenDown } from '#catalog/take-down-product.ts'
import { sql } from '#platform/db.ts'
import { refuser } from '#platform/refusal.ts'
import type { Tx } from '#platform/tx.ts'
import { checkMaySell } from '#sellers/index.ts'

const refuse = refuser(catalogRefusals)

/**
 * Puts a product on sale. Refuses `product.not_found`, `product.incomplete` naming what is missing,
 * `product.taken_down`, and what `checkMaySell` refuses.
 */
export async function publishProduct(tx: Tx, storeId: string, productId: string): Promise<void> {
  const { rows } = await sql<{ pictures: number; description: boolean; variants: number }>`
    select cardinality(pictures) as pictures, description <> '' as description, variant_count as variants
    from catalog.products where store_id = ${storeId} and id = ${productId} for no key update
  `.execute(tx)
  const product = rows[0]
  if (!product) throw refuse('product.not_found')
  const missing = [
    ...(product.pictures === 0 ? ['pictures'] : []),
    ...(product.description ? [] : ['description']),
    ...(product.variants === 0 ? ['variants'] : []),
  ]
  if (missing.length > 0) throw refuse('product.incomplete', { missing })
  await checkNotTakenDown(tx, { storeId, id: productId })
  await checkMaySell(tx, storeId)
  await sql`
    update catalog.products set state = 'online', online_at = coalesce(online_at, ${tx.now})
    where store_id = ${storeId} and id = ${productId}
  `.execute(tx)
}

/** Takes a product off sale; open orders are not touched. */
export async function unlistProduct(tx: Tx, storeId: string, productId: string): Promise<void> {
  const changed = await sql`
    update catalog.products set state = 'offline' where store_id = ${storeId} and id = ${productId} and state <> 'draft'
  `.execute(tx)
  if (!changed.numAffectedRows) throw refuse('product.not_found')
}
