import {
  fillFreezes,
  lockOrderBalances,
  lockStoreBalances,
  planRelease,
  postJournals,
  repaidBy,
} from '#ledger/index.ts'
import { chargesOn } from '#orders/commission.ts'
import { keptLines } from '#orders/kept-lines.ts'
import type { OrderKey } from '#orders/move-orders.ts'
import { marketCurrency } from '#platform/market.ts'
import type { Tx } from '#platform/tx.ts'

/**
 * Releases what is left in escrow for orders to their stores, less the charges on the part not refunded (R70.1). The
 * caller has locked the orders' rows. An order whose escrow is empty is released with nothing.
 */
export async function releaseOrders(tx: Tx, orders: readonly OrderKey[]): Promise<void> {
  if (orders.length === 0) return
  const storeIds = [...new Set(orders.map(order => order.storeId))]
  const [kept, held, stores] = await Promise.all([
    keptLines(tx, orders),
    lockOrderBalances(tx, orders),
    lockStoreBalances(tx, storeIds, marketCurrency),
  ])
  const owed = new Map([...stores].map(([id, { receivable }]) => [id, receivable]))
  await postJournals(
    tx,
    orders.map(order => {
      const receivable = owed.get(order.storeId)!
      const transfers = planRelease({ escrow: held.get(order.id)!.escrow, receivable }, chargesOn(kept.get(order.id)!))
      owed.set(order.storeId, receivable - repaidBy(transfers))
      return {
        storeId: order.storeId,
        kind: 'order.released' as const,
        subject: order.id,
        orderId: order.id,
        currency: marketCurrency,
        transfers,
      }
    }),
  )
  await fillFreezes(tx, storeIds, marketCurrency)
}
