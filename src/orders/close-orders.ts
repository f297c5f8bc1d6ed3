import { releaseLines } from '#orders/hold-stock.ts'
import { moveOrders, type OrderKey } from '#orders/move-orders.ts'
import { refundWhatIsKept } from '#orders/refund-order.ts'
import { orderRefusals } from '#orders/refusals.ts'
import type { Due } from '#platform/deadlines.ts'
import { refuser } from '#platform/refusal.ts'
import type { Tx } from '#platform/tx.ts'

const refuse = refuser(orderRefusals)

/** The buyer cancels an order before its payment is confirmed (R50.3). Other orders of the purchase are not touched. */
export async function cancelOrder(tx: Tx, buyerId: string, order: OrderKey): Promise<void> {
  const { moved } = await moveOrders(tx, 'cancel', [order], { actorId: buyerId })
  if (moved.length === 0) throw refuse('order.wrong_state', { wanted: 'awaiting_payment' })
  await releaseLines(tx, moved, 'all')
}

/** Nobody paid within the window (R50.2). */
export async function expireUnpaid(tx: Tx, storeId: string, due: readonly Due[]): Promise<void> {
  const { moved } = await moveOrders(
    tx,
    'expire',
    due.map(d => ({ storeId, id: d.subject })),
    { reason: 'not paid in time' },
  )
  await releaseLines(tx, moved, 'all')
}

/** The order was not handed to a carrier in time (R51.1): it is closed, refunded in full and counted as not shipped. */
export async function missShipment(tx: Tx, storeId: string, due: readonly Due[]): Promise<void> {
  const { moved } = await moveOrders(
    tx,
    'miss_shipment',
    due.map(d => ({ storeId, id: d.subject })),
    {
      reason: 'not shipped in time',
    },
  )
  await refundWhatIsKept(tx, moved, 'not_shipped')
  await releaseLines(tx, moved, 'all')
}
