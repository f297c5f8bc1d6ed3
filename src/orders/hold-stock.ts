import { releaseStock, reserveStock, shipStock, type Units } from '#catalog/index.ts'
import type { OrderKey } from '#orders/move-orders.ts'
import { sql } from '#platform/db.ts'
import { ownedBy } from '#platform/owned.ts'
import type { Tx } from '#platform/tx.ts'

/**
 * Reserves stock for order lines without a reservation (those reserved at payment, R50.9). Refuses
 * `stock.insufficient`.
 */
export async function holdLines(tx: Tx, orders: readonly OrderKey[]): Promise<void> {
  const lines = await setLineReservation(tx, orders, sql`reserved = l.units`, sql`l.reserved = 0`)
  await reserveStock(tx, lines)
}

/** Releases the reservations of lines: all, or only those made at payment, when a payment has failed. */
export async function releaseLines(tx: Tx, orders: readonly OrderKey[], which: 'all' | 'at_payment'): Promise<void> {
  const some = which === 'all' ? sql`` : sql`and l.reserve_at = 'payment'`
  await releaseStock(tx, await setLineReservation(tx, orders, sql`reserved = 0`, sql`l.reserved > 0 ${some}`))
}

/** Removes the reserved units of shipped lines from stock. */
export async function shipLines(tx: Tx, orders: readonly OrderKey[]): Promise<void> {
  await shipStock(tx, await setLineReservation(tx, orders, sql`reserved = 0`, sql`l.reserved > 0`))
}

/**
 * Sets the reservation of lines and returns them. The callers have locked the orders' rows, so no other transaction
 * changes the same lines.
 */
async function setLineReservation(
  tx: Tx,
  orders: readonly OrderKey[],
  set: ReturnType<typeof sql>,
  where: ReturnType<typeof sql>,
): Promise<Units[]> {
  if (orders.length === 0) return []
  const { rows } = await sql<Units>`
    update orders.lines l set ${set}
    from unnest(${orders.map(o => o.storeId)}::uuid[], ${orders.map(o => o.id)}::uuid[]) o(store_id, id)
    where ${ownedBy(orders.map(o => o.storeId))('l.store_id')} and l.store_id = o.store_id and l.order_id = o.id and ${where}
    returning l.store_id as "storeId", l.variant_id as "variantId", l.units
  `.execute(tx)
  return rows
}
