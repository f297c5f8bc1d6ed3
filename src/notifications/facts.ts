import { type Locale, localeOf } from '#notifications/compose.ts'
import { sql } from '#platform/db.ts'
import { gather } from '#platform/gather.ts'
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
  readonly buyerId: string
  readonly email: string
  readonly locale: Locale
}

type Row = Omit<OrderFacts, 'locale'> & { locale: string }

type Key = { readonly storeId: string; readonly orderId: string }

export const orderFacts = gather(async (tx: Tx, keys: readonly Key[]): Promise<OrderFacts[]> => {
  const { rows } = await sql<Row>`
    select o.store_id as "storeId", o.id as "orderId", o.number, o.items_minor + o.shipping_minor as "totalMinor",
      o.placed_total_minor as "placedTotalMinor", o.currency, o.pay_by as "payBy", o.ship_by as "shipBy", s.name as store, s.time_zone as "timeZone",
      (select due_at from platform.deadlines d where d.owner = o.store_id and d.subject = o.id
        and d.kind = 'orders.complete_by') as "completeBy",
      c.name as carrier, p.tracking_number as tracking, o.buyer_id as "buyerId", u.email, u.locale
    from unnest(${keys.map(key => key.storeId)}::uuid[], ${keys.map(key => key.orderId)}::uuid[])
      k(store_id, order_id)
    join orders.orders o on o.store_id = k.store_id and o.id = k.order_id
    join sellers.stores s on s.store_id = o.store_id
    join orders.purchases u on u.buyer_id = o.buyer_id and u.id = o.purchase_id
    left join lateral (
      select carrier, tracking_number from orders.shipments
      where store_id = o.store_id and order_id = o.id order by id desc limit 1) p on true
    left join shipping.carriers c on c.code = p.carrier
  `.execute(tx)
  const facts = new Map(rows.map(row => [row.orderId, { ...row, locale: localeOf(row.locale) }]))
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
