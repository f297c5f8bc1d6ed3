import { type RawBuilder, sql } from 'kysely'
import { type OrderState, type OrderTransition, orderTransitions } from '#orders/states.ts'
import { newId } from '#platform/ids.ts'
import type { Tx } from '#platform/tx.ts'

export type OrderKey = { readonly storeId: string; readonly id: string }
export type MovedOrder = OrderKey & {
  readonly was: OrderState
  readonly number: string
  readonly buyerId: string
  readonly purchaseId: string
  readonly attemptId: string | null
  readonly currency: string
  readonly itemsMinor: bigint
  readonly shippingMinor: bigint
  readonly payBy: Temporal.Instant
}

/**
 * Moves orders by one transition of the machine and writes a transition row for each; `facts` sets further columns.
 * Orders that are not in a state the transition starts from stay as they are and are not returned: whoever needs them
 * to move compares. Rows are locked in (store, id) order. The only writer of `orders.state`.
 */
export async function applyTransition(
  tx: Tx,
  name: OrderTransition,
  orders: readonly OrderKey[],
  by: { actorId?: string | null; reason?: string | null; facts?: RawBuilder<unknown> } = {},
): Promise<MovedOrder[]> {
  if (orders.length === 0) return []
  const transition = orderTransitions[name]
  const cause = 'cause' in transition ? transition.cause : null
  const ended = transition.to === 'completed' || transition.to === 'closed'
  const facts = by.facts ? sql`, ${by.facts}` : sql``
  const { rows } = await sql<MovedOrder>`
    with wanted as (
      select * from unnest(${orders.map(o => o.storeId)}::uuid[], ${orders.map(o => o.id)}::uuid[],
        ${orders.map(newId)}::uuid[]) w(store_id, id, transition_id)
    ), standing as materialized (
      select o.store_id, o.id, o.state as was, w.transition_id from orders.orders o join wanted w using (store_id, id)
      order by o.store_id, o.id for no key update of o
    ), moved as (
      update orders.orders o set state = ${transition.to}, closed_cause = ${cause},
        ended_at = ${ended ? tx.now : null} ${facts}
      from standing s
      where o.store_id = s.store_id and o.id = s.id and o.state = any(${transition.from as readonly string[]}::text[])
      returning o.*, s.was, s.transition_id
    ), noted as (
      insert into orders.transitions (store_id, id, order_id, name, was, became, actor, actor_id, reason, at)
      select store_id, transition_id, id, ${name}, was, state, ${transition.by}, ${by.actorId ?? null}::uuid,
        ${by.reason ?? null}, ${tx.now}::timestamptz from moved
    )
    select store_id as "storeId", id, was, number, buyer_id as "buyerId", purchase_id as "purchaseId",
      attempt_id as "attemptId", currency, items_minor as "itemsMinor", shipping_minor as "shippingMinor",
      pay_by as "payBy"
    from moved order by store_id, id
  `.execute(tx)
  await project(tx, rows, transition.to)
  return rows
}

/** The buyer's list says the same, in the same transaction. */
async function project(tx: Tx, moved: readonly MovedOrder[], state: OrderState): Promise<void> {
  if (moved.length === 0) return
  await sql`
    update orders.buyer_orders b set state = ${state}
    from unnest(${moved.map(o => o.buyerId)}::uuid[], ${moved.map(o => o.id)}::uuid[]) m(buyer_id, order_id)
    where b.buyer_id = m.buyer_id and b.order_id = m.order_id
  `.execute(tx)
}
