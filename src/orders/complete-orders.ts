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
  const received = sql`received_at = coalesce(t.received_at, t.shipped_at + t.delivery_max_days * interval '24 hours')`
  const { moved } = await moveOrders(
    tx,
    'complete',
    due.map(d => ({ storeId, id: d.subject })),
    {
      reason: 'protection over',
      set: received,
    },
  )
  await releaseOrders(tx, moved)
}
