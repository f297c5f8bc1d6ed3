import { sql } from '#platform/db.ts'
import { refuser } from '#platform/refusal.ts'
import type { Tx } from '#platform/tx.ts'
import { deleteTemplate, lockTemplate, type Template } from '#shipping/index.ts'
import { shippingRefusals } from '#shipping/refusals.ts'

const refuse = refuser(shippingRefusals)

/**
 * Deletes a shipping template that no product uses, drafts among them, and returns its content; defined here because
 * shipping does not know products. Refuses `shipping.template_not_found`, and `shipping.template_in_use` with how many
 * use it.
 */
export async function deleteUnusedTemplate(tx: Tx, storeId: string, id: string): Promise<Template> {
  const template = await lockTemplate(tx, storeId, id)
  const { rows } = await sql<{ products: number }>`
    select count(*)::int as products from catalog.products where store_id = ${storeId} and template_id = ${id}
  `.execute(tx)
  const { products } = rows[0]!
  if (products > 0) throw refuse('shipping.template_in_use', { products })
  await deleteTemplate(tx, storeId, id)
  return template
}
