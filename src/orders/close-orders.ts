import { applyTransition, type MovedOrder, type OrderKey } from '#orders/apply-transition.ts'
import { releaseLines } from '#orders/hold-stock.ts'
import { refundWhatIsKept } from '#orders/refund-order.ts'
import { orderRefusals } from '#orders/refusals.ts'
import type { ClosedCause } from '#orders/states.ts'
import { cancelDeadlines, type Due } from '#platform/deadlines.ts'
import { emit } from '#platform/outbox.ts'
import { refuser } from '#platform/refusal.ts'
import type { Tx } from '#platform/tx.ts'

const refuse = refuser(orderRefusals)

/** The buyer takes an order back before its money is confirmed (R50.3). Other orders of the purchase are not touched. */
export async function cancelOrder(tx: Tx, buyerId: string, order: OrderKey): Promise<void> {
  const moved = await applyTransition(tx, 'cancel', [order], { actorId: buyerId })
  if (moved.length === 0) throw refuse('order.wrong_state', { wanted: 'awaiting_payment' })
  await cancelDeadlines(tx, ['orders.pay_by'], [{ owner: order.storeId, subject: order.id }])
  await close(tx, moved, 'canceled_by_buyer')
}

/** Nobody paid within the window (R50.2). */
export async function expireUnpaid(tx: Tx, storeId: string, due: readonly Due[]): Promise<void> {
  const moved = await applyTransition(
    tx,
    'expire',
    due.map(d => ({ storeId, id: d.subject })),
    { reason: 'not paid in time' },
  )
  await close(tx, moved, 'unpaid')
}

/** Not handed to a carrier in time (R51.1): canceled for good, all money back, counted as not shipped. */
export async function missShipment(tx: Tx, storeId: string, due: readonly Due[]): Promise<void> {
  const moved = await applyTransition(
    tx,
    'miss_shipment',
    due.map(d => ({ storeId, id: d.subject })),
    {
      reason: 'not shipped in time',
    },
  )
  await refundWhatIsKept(tx, moved, 'not_shipped')
  await close(tx, moved, 'not_shipped')
}

/** What every closing does: the stock comes back, everybody hears of it. */
export async function close(tx: Tx, moved: readonly MovedOrder[], cause: ClosedCause): Promise<void> {
  if (moved.length === 0) return
  await releaseLines(tx, moved, 'all')
  await emit(
    tx,
    moved.map(order => ({
      owner: order.storeId,
      subject: order.id,
      name: 'order.closed',
      body: { store_id: order.storeId, order_id: order.id, buyer_id: order.buyerId, cause },
    })),
  )
}
