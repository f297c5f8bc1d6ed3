import { applyTransition, type MovedOrder, type OrderKey } from '#orders/apply-transition.ts'
import { orderRefusals } from '#orders/refusals.ts'
import { releaseOrders } from '#orders/release-orders.ts'
import { sql } from '#platform/db.ts'
import { cancelDeadlines, type Due } from '#platform/deadlines.ts'
import { emit } from '#platform/outbox.ts'
import { refuser } from '#platform/refusal.ts'
import type { Tx } from '#platform/tx.ts'

const refuse = refuser(orderRefusals)

/** The buyer says it arrived: the order completes and its money is released (R50.5). Refuses `order.wrong_state`. */
export async function confirmReceipt(tx: Tx, buyerId: string, order: OrderKey): Promise<void> {
  const received = sql`received_at = coalesce(received_at, ${tx.now})`
  const moved = await applyTransition(tx, 'confirm', [order], { actorId: buyerId, facts: received })
  if (moved.length === 0) throw refuse('order.wrong_state', { wanted: 'awaiting_receipt' })
  await cancelDeadlines(tx, ['orders.complete_by'], [{ owner: order.storeId, subject: order.id }])
  await release(tx, moved)
}

/**
 * The protection is over and nobody objected (R50.6). Without a delivered event, receipt was the ship instant plus the
 * longest delivery time.
 */
export async function completeByTime(tx: Tx, storeId: string, due: readonly Due[]): Promise<void> {
  const facts = sql`received_at = coalesce(o.received_at, o.shipped_at + o.delivery_max_days * interval '24 hours')`
  const moved = await applyTransition(
    tx,
    'complete',
    due.map(d => ({ storeId, id: d.subject })),
    {
      reason: 'protection over',
      facts,
    },
  )
  await release(tx, moved)
}

async function release(tx: Tx, orders: readonly MovedOrder[]): Promise<void> {
  await releaseOrders(tx, orders)
  await emit(
    tx,
    orders.map(order => ({
      owner: order.storeId,
      subject: order.id,
      name: 'order.completed',
      body: { store_id: order.storeId, order_id: order.id, buyer_id: order.buyerId },
    })),
  )
}
