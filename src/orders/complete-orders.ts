import { moveOrders, type OrderKey } from '#orders/move-orders.ts'
import { orderRefusals } from '#orders/refusals.ts'
import { releaseOrders } from '#orders/release-orders.ts'
import { sql } from '#platform/db.ts'
import type { Due } from '#platform/deadlines.ts'
import { refuser } from '#platform/refusal.ts'
import type { Tx } from '#platform/tx.ts'

const refuse = refuser(orderRefusals)

/** The buyer confirms receipt: the order completes and its money is released (R50.5). Refuses `order.wrong_state`. */
export async function confirmReceipt(tx: Tx, buyerId: string, order: OrderKey): Promise<void> {
  const received = sql`received_at = coalesce(t.received_at, ${tx.now})`
  const { moved } = await moveOrders(tx, 'confirm', [order], { actorId: buyerId, set: received })
  if (moved.length === 0) throw refuse('order.wrong_state', { wanted: 'awaiting_receipt' })
  await releaseOrders(tx, moved)
}

/**
 * Completes orders whose buyer protection ended without a claim (R50.6). Without a delivered event, receipt is assumed
 * at the ship instant plus the longest delivery time.
 */
export async function completeByTime(tx: Tx, storeId: string, due: readonly Due[]): Promise<void> {
  const { rows } = await sql<{ id: string; shipped_at: Temporal.Instant; delivery_max_days: number }>`
    select id, shipped_at, delivery_max_days from orders.orders
    where store_id = ${storeId} and id = any(${due.map(d => d.subject)}::uuid[])
  `.execute(tx)
  const assumed = new Map(rows.map(row => [row.id, row.shipped_at.add({ hours: 24 * row.delivery_max_days })]))
  const { moved } = await moveOrders(
    tx,
    'complete',
    rows.map(({ id }) => ({ storeId, id })),
    {
      reason: 'protection over',
      at: order => assumed.get(order.id)!,
      set: sql`received_at = coalesce(t.received_at, w.at)`,
    },
  )
  await releaseOrders(tx, moved)
}
