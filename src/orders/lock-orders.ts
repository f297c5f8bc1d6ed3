import { sql } from 'kysely'
import type { OrderKey } from '#orders/move-orders.ts'
import type { OrderState } from '#orders/states.ts'
import { byOwner } from '#platform/owned.ts'
import type { Tx } from '#platform/tx.ts'

/** An order locked until the transaction ends, with what its payment depends on. */
export type LockedOrder = OrderKey & {
  readonly state: OrderState
  readonly totalMinor: bigint
  /** A line has no units reserved yet. */
  readonly unheld: boolean
  readonly processingDays: number
  /** Of its store. */
  readonly country: string
  readonly timeZone: string
}

/** Locks a purchase against a concurrent payment of it or a change of its prices; false when there is no such purchase. */
export async function lockPurchase(tx: Tx, buyerId: string, id: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from orders.purchases where buyer_id = ${buyerId} and id = ${id} for no key update
  `.execute(tx)
  return rows.length > 0
}

/** Locks orders, in (store, id) order like every transaction over several orders. */
export async function lockOrders(tx: Tx, orders: readonly OrderKey[]): Promise<LockedOrder[]> {
  const locked = await byOwner(
    tx,
    orders,
    order => order.storeId,
    (orders, owned) =>
      sql<LockedOrder>`
        select o.store_id as "storeId", o.id, o.state, o.items_minor + o.shipping_minor as "totalMinor",
          o.processing_days as "processingDays", s.country, s.time_zone as "timeZone",
          exists (select 1 from orders.lines l
            where ${owned('l.store_id')} and l.store_id = o.store_id and l.order_id = o.id and l.reserved = 0) as unheld
        from unnest(${orders.map(o => o.storeId)}::uuid[], ${orders.map(o => o.id)}::uuid[]) k(store_id, id)
        join orders.orders o on ${owned('o.store_id')} and o.store_id = k.store_id and o.id = k.id
        join sellers.stores s on ${owned('s.store_id')} and s.store_id = o.store_id
        order by o.store_id, o.id for no key update of o
      `.execute(tx),
  )
  return locked.flatMap(({ rows }) => rows)
}

/** Locks the orders of a purchase that await payment; none when nothing is due. */
export async function lockUnpaidOrders(tx: Tx, buyerId: string, purchaseId: string): Promise<LockedOrder[]> {
  const { rows } = await sql<OrderKey>`
    select store_id as "storeId", order_id as id from orders.buyer_orders
    where buyer_id = ${buyerId} and purchase_id = ${purchaseId}
  `.execute(tx)
  return (await lockOrders(tx, rows)).filter(order => order.state === 'awaiting_payment')
}
