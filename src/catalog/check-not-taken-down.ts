import { catalogRefusals } from '#catalog/refusals.ts'
import { sql } from '#platform/db.ts'
import { refuser } from '#platform/refusal.ts'
import type { Tx } from '#platform/tx.ts'

const refuse = refuser(catalogRefusals)

/**
 * Refuses `product.taken_down` with the reason. The caller must hold a lock on the product's row, which a takedown
 * writes first.
 */
export async function checkNotTakenDown(tx: Tx, storeId: string, productId: string): Promise<void> {
  const { rows } = await sql<{ reason: string }>`
    select reason from catalog.takedowns
    where store_id = ${storeId} and product_id = ${productId} and reinstated_at is null
  `.execute(tx)
  if (rows[0]) throw refuse('product.taken_down', { reason: rows[0].reason })
}
