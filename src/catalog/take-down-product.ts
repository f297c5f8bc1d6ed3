import { checkNotTakenDown } from '#catalog/check-not-taken-down.ts'
import { catalogEvents } from '#catalog/events.ts'
import { unlistProduct } from '#catalog/publish-product.ts'
import { catalogRefusals } from '#catalog/refusals.ts'
import { sql } from '#platform/db.ts'
import { newId } from '#platform/ids.ts'
import { emit } from '#platform/outbox.ts'
import { refuser } from '#platform/refusal.ts'
import type { Tx } from '#platform/tx.ts'

const refuse = refuser(catalogRefusals)

type Product = { readonly storeId: string; readonly id: string }

/**
 * Takes a product off sale for the platform: its store is sent the reason and cannot put it on sale again. Open orders
 * are not touched. Refuses `product.not_found` (a draft was never seen) and `product.taken_down`.
 */
export async function takeDownProduct(tx: Tx, product: Product, userId: string, reason: string): Promise<void> {
  const { storeId, id } = product
  await unlistProduct(tx, product, userId, 'take_down')
  await checkNotTakenDown(tx, storeId, id)
  const takedownId = newId()
  await sql`
    insert into catalog.takedowns (store_id, id, product_id, reason, taken_down_by, taken_down_at)
    values (${storeId}, ${takedownId}, ${id}, ${reason}, ${userId}, ${tx.now})
  `.execute(tx)
  await emitTakedown(tx, 'product.taken_down', product, takedownId)
}

/** Lets the store put it on sale again; it stays off sale until then. Refuses `product.not_taken_down`. */
export async function reinstateProduct(tx: Tx, product: Product, userId: string): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    update catalog.takedowns set reinstated_by = ${userId}, reinstated_at = ${tx.now}
    where store_id = ${product.storeId} and product_id = ${product.id} and reinstated_at is null
    returning id
  `.execute(tx)
  if (!rows[0]) throw refuse('product.not_taken_down')
  await emitTakedown(tx, 'product.reinstated', product, rows[0].id)
}

const emitTakedown = (
  tx: Tx,
  name: 'product.taken_down' | 'product.reinstated',
  { storeId, id }: Product,
  takedownId: string,
) =>
  emit(tx, catalogEvents[name], [{ owner: storeId, subject: id, body: { store_id: storeId, takedown_id: takedownId } }])
