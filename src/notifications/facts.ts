import { type Locale, localeOf } from '#notifications/compose.ts'
import { sql } from '#platform/db.ts'
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

export async function orderFacts(tx: Tx, storeId: string, orderId: string): Promise<OrderFacts> {
  const { rows } = await sql<Row>`
    select o.store_id as "storeId", o.id as "orderId", o.number, o.items_minor + o.shipping_minor as "totalMinor",
      o.placed_total_minor as "placedTotalMinor", o.currency, o.pay_by as "payBy", o.ship_by as "shipBy", s.name as store, s.time_zone as "timeZone",
      (select due_at from platform.deadlines d where d.owner = o.store_id and d.subject = o.id
        and d.kind = 'orders.complete_by') as "completeBy",
      c.name as carrier, p.tracking_number as tracking, o.buyer_id as "buyerId", u.email, u.locale
    from orders.orders o join sellers.stores s on s.store_id = o.store_id
    join orders.purchases u on u.buyer_id = o.buyer_id and u.id = o.purchase_id
    left join orders.shipments p on p.store_id = o.store_id and p.order_id = o.id
    left join shipping.carriers c on c.code = p.carrier
    where o.store_id = ${storeId} and o.id = ${orderId} order by p.id desc limit 1
  `.execute(tx)
  const row = rows[0]!
  return { ...row, locale: localeOf(row.locale) }
}

export type Recipient = { readonly userId: string; readonly email: string; readonly locale: Locale }

/** The owners among a store's members, who get the mails about its money and deadlines. */
export async function ownersOf(tx: Tx, storeId: string): Promise<Recipient[]> {
  const { rows } = await sql<{ userId: string; email: string; locale: string }>`
    select u.id as "userId", e.email, u.locale from accounts.memberships m join accounts.users u on u.id = m.user_id
    join accounts.emails e on e.user_id = u.id where m.store_id = ${storeId} and m.role = 'owner' order by e.email limit 20
  `.execute(tx)
  return rows.map(row => ({ ...row, locale: localeOf(row.locale) }))
}
