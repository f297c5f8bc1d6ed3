import { type Locale, localeOf } from '#notifications/compose.ts'
import type { OrderState } from '#orders/states.ts'
import { sql } from '#platform/db.ts'
import { gather } from '#platform/gather.ts'
import { ownedBy } from '#platform/owned.ts'
import type { Tx } from '#platform/tx.ts'

/** The data of a mail about an order. */
export type OrderFacts = {
  readonly storeId: string
  readonly orderId: string
  readonly number: string
  readonly totalMinor: bigint
  readonly placedTotalMinor: bigint | null
  readonly currency: string
  readonly payBy: Temporal.Instant
  readonly shipBy: Temporal.Instant | null
  readonly completeBy: Temporal.Instant | null
  readonly store: string
  readonly timeZone: string
  readonly carrier: string | null
  readonly tracking: string | null
  readonly state: OrderState
  readonly attemptId: string | null
}

type Key = { readonly storeId: string; readonly orderId: string }

export const orderFacts = gather(async (tx: Tx, keys: readonly Key[]): Promise<OrderFacts[]> => {
  const owned = ownedBy(keys.map(key => key.storeId))
  const { rows } = await sql<OrderFacts>`
    select o.store_id as "storeId", o.id as "orderId", o.number, o.items_minor + o.shipping_minor as "totalMinor",
      o.placed_total_minor as "placedTotalMinor", o.currency, o.pay_by as "payBy", o.ship_by as "shipBy", s.name as store, s.time_zone as "timeZone",
      (select due_at from platform.deadlines d where ${owned('d.owner')} and d.owner = o.store_id and d.subject = o.id
        and d.kind = 'orders.complete_by') as "completeBy",
      p.parcel ->> 'carrier' as carrier, p.parcel ->> 'number' as tracking, o.state, o.attempt_id as "attemptId"
    from unnest(${keys.map(key => key.storeId)}::uuid[], ${keys.map(key => key.orderId)}::uuid[])
      k(store_id, order_id)
    join orders.orders o on ${owned('o.store_id')} and o.store_id = k.store_id and o.id = k.order_id
    join sellers.stores s on ${owned('s.store_id')} and s.store_id = o.store_id
    left join lateral (
      select (array_agg(json_build_object('carrier', coalesce(h.carrier_name, c.name), 'number', h.tracking_number) order by h.id desc))[1] as parcel
      from orders.shipments h join shipping.carriers c on c.code = h.carrier
      where ${owned('h.store_id')} and h.store_id = o.store_id and h.order_id = o.id) p on true
  `.execute(tx)
  const facts = new Map(rows.map(row => [row.orderId, row]))
  return keys.map(key => facts.get(key.orderId)!)
})

export type Recipient = { readonly userId: string; readonly email: string; readonly locale: Locale }

/** The owners among a store's members, who get the mails about its money and deadlines. */
export const ownersOf = gather(async (tx: Tx, storeIds: readonly string[]): Promise<Recipient[][]> => {
  const { rows } = await sql<{ n: number; userId: string; email: string; locale: string }>`
    select k.n::int, m.* from unnest(${storeIds}::uuid[]) with ordinality k(store_id, n)
    cross join lateral (
      select u.id as "userId", e.email, u.locale from accounts.memberships m join accounts.users u on u.id = m.user_id
      join accounts.emails e on e.user_id = u.id where m.store_id = k.store_id and m.role = 'owner'
      order by e.email limit 20) m
  `.execute(tx)
  const owners = storeIds.map((): Recipient[] => [])
  for (const { n, ...row } of rows) owners[n - 1]!.push({ ...row, locale: localeOf(row.locale) })
  return owners
})
