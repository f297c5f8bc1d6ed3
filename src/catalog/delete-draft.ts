import { catalogRefusals } from '#catalog/refusals.ts'
import { sql } from '#platform/db.ts'
import { refuser } from '#platform/refusal.ts'
import type { Tx } from '#platform/tx.ts'

const refuse = refuser(catalogRefusals)

/**
 * Deletes a product that was never on sale, with its variants: no order, cart or list can refer to it. Returns its title
 * and revision, for the audit. Refuses `product.not_found`, and `product.not_draft` for one that was on sale: take that
 * off sale.
 */
export async function deleteDraft(tx: Tx, storeId: string, id: string): Promise<{ title: string; revision: number }> {
  const { rows } = await sql<{ title: string; revision: number; state: string }>`
    select title, revision, state from catalog.products where store_id = ${storeId} and id = ${id} for update
  `.execute(tx)
  const product = rows[0]
  if (!product) throw refuse('product.not_found')
  if (product.state !== 'draft') throw refuse('product.not_draft')
  const variants = await sql<{ id: string }>`
    select id from catalog.variants where store_id = ${storeId} and product_id = ${id}
  `.execute(tx)
  const ids = variants.rows.map(variant => variant.id)
  await sql`
    delete from catalog.price_changes where store_id = ${storeId} and variant_id = any(${ids}::uuid[])
  `.execute(tx)
  await sql`delete from catalog.stock where store_id = ${storeId} and variant_id = any(${ids}::uuid[])`.execute(tx)
  await sql`delete from catalog.variants where store_id = ${storeId} and product_id = ${id}`.execute(tx)
  await sql`delete from catalog.products where store_id = ${storeId} and id = ${id}`.execute(tx)
  return { title: product.title, revision: product.revision }
}
