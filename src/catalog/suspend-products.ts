import { moveProducts } from '#catalog/move-products.ts'
import { sql } from '#platform/db.ts'
import type { Tx } from '#platform/tx.ts'

/** So many products are moved by one statement. */
const atOnce = 500

/** Takes off sale whatever a store has on sale, and notes it, to be restored. Returns how many products. */
export async function suspendProducts(tx: Tx, storeId: string, userId: string): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    select id from catalog.products where store_id = ${storeId} and state = 'online' order by id
  `.execute(tx)
  const ids = rows.map(row => row.id)
  await sql`
    insert into catalog.suspended_products (store_id, product_id)
    select ${storeId}::uuid, id from unnest(${ids}::uuid[]) id on conflict do nothing
  `.execute(tx)
  await moveAll(tx, 'suspend', storeId, ids, userId)
  return ids.length
}

/** Puts on sale again what `suspendProducts` took off sale, but for what was taken down since. Returns how many. */
export async function restoreProducts(tx: Tx, storeId: string, userId: string): Promise<number> {
  const { rows } = await sql<{ product_id: string }>`
    delete from catalog.suspended_products where store_id = ${storeId} returning product_id
  `.execute(tx)
  const taken = await sql<{ product_id: string }>`
    select product_id from catalog.takedowns where store_id = ${storeId} and reinstated_at is null
  `.execute(tx)
  const down = new Set(taken.rows.map(row => row.product_id))
  const ids = rows
    .map(row => row.product_id)
    .filter(id => !down.has(id))
    .sort()
  await moveAll(tx, 'restore', storeId, ids, userId)
  return ids.length
}

async function moveAll(tx: Tx, name: 'suspend' | 'restore', storeId: string, ids: readonly string[], actorId: string) {
  for (let from = 0; from < ids.length; from += atOnce) {
    const keys = ids.slice(from, from + atOnce).map(id => ({ storeId, id }))
    await moveProducts(tx, name, keys, { actorId })
  }
}
