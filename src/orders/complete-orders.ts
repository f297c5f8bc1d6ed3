import { postJournals } from '#ledger/index.ts'
import { applyTransition, type MovedOrder, type OrderKey } from '#orders/apply-transition.ts'
import { orderRefusals } from '#orders/refusals.ts'
import { sql } from '#platform/db.ts'
import { cancelDeadlines, type Due } from '#platform/deadlines.ts'
import { shareOf } from '#platform/money.ts'
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

/**
 * Escrow to the store's balance, net of commission (R70.1). Commission is on the line price, by the rate the line kept
 * from its day; shipping bears none (R3.2).
 */
async function release(tx: Tx, orders: readonly MovedOrder[]): Promise<void> {
  if (orders.length === 0) return
  const commissions = await commissionOf(tx, orders)
  await postJournals(
    tx,
    orders.map(order => {
      const commission = commissions.get(order.storeId + order.id)!
      return {
        storeId: order.storeId,
        kind: 'order.released',
        subject: order.id,
        orderId: order.id,
        currency: order.currency,
        transfers: [
          { debit: 'escrow', credit: 'available', amountMinor: order.itemsMinor + order.shippingMinor - commission },
          { debit: 'escrow', credit: 'commission', amountMinor: commission },
        ],
      }
    }),
  )
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

async function commissionOf(tx: Tx, orders: readonly OrderKey[]): Promise<Map<string, bigint>> {
  const { rows } = await sql<{
    store_id: string
    order_id: string
    units: number
    unit_minor: bigint
    commission_bps: number
  }>`
    select l.store_id, l.order_id, l.units, l.unit_minor, l.commission_bps
    from unnest(${orders.map(o => o.storeId)}::uuid[], ${orders.map(o => o.id)}::uuid[]) o(store_id, id)
    join orders.lines l on l.store_id = o.store_id and l.order_id = o.id
  `.execute(tx)
  const sums = new Map<string, bigint>()
  for (const line of rows) {
    const key = line.store_id + line.order_id
    const commission = shareOf(line.unit_minor * BigInt(line.units), line.commission_bps)
    sums.set(key, (sums.get(key) ?? 0n) + commission)
  }
  return sums
}
