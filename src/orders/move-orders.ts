import { orderMachine } from '#orders/states.ts'
import { sql } from '#platform/db.ts'
import { mover } from '#platform/move.ts'

export type OrderKey = { readonly storeId: string; readonly id: string }

type Row = {
  readonly number: string
  readonly buyerId: string
  readonly purchaseId: string
  readonly attemptId: string | null
  readonly currency: string
}

/** Moves orders by one transition of their machine. */
export const { move: moveOrders, begin: beginOrders } = mover(orderMachine, {
  table: 'orders.orders',
  owner: 'storeId',
  row: sql<Row>`m.number, m.buyer_id as "buyerId", m.purchase_id as "purchaseId", m.attempt_id as "attemptId", m.currency`,
  body: sql`jsonb_strip_nulls(jsonb_build_object('store_id', m.store_id, 'order_id', m.id, 'buyer_id', m.buyer_id,
    'cause', m.closed_cause))`,
  columns: ({ end, cause }, now) => sql`closed_cause = ${cause}, ended_at = ${end ? now : null}`,
})
