import type { CommissionedLine } from '#orders/commission.ts'
import type { OrderKey } from '#orders/move-orders.ts'
import { type Reader, sql } from '#platform/db.ts'
import { ownedBy } from '#platform/owned.ts'
import { payableOf } from '#pricing/index.ts'

/** A line with what was paid for it and what was refunded of it so far, in units and minor units. */
export type KeptLine = CommissionedLine & {
  readonly storeId: string
  readonly orderId: string
  readonly n: number
  readonly units: number
  readonly refundedUnits: number
  readonly shippingMinor: bigint
  readonly refundedShippingMinor: bigint
}

/** A discount as a line of `orders.lines` keeps it. */
type StoredDiscount = { readonly amount_minor: string }

/**
 * The lines of orders, by order id, in their order. A caller that moves money on this basis must have locked the
 * orders' rows, as refunds do.
 */
export async function keptLines(reader: Reader, orders: readonly OrderKey[]): Promise<Map<string, KeptLine[]>> {
  const owned = ownedBy(orders.map(order => order.storeId))
  const { rows } = await sql<Omit<KeptLine, 'paidMinor'> & { unitMinor: bigint; discounts: StoredDiscount[] }>`
    select l.store_id as "storeId", l.order_id as "orderId", l.n, l.units, l.commission_bps as "commissionBps",
      l.unit_minor as "unitMinor", l.discounts, l.shipping_minor as "shippingMinor",
      coalesce(r.units, 0)::int as "refundedUnits", coalesce(r.goods, 0)::bigint as "refundedMinor",
      coalesce(r.shipping, 0)::bigint as "refundedShippingMinor"
    from unnest(${orders.map(o => o.storeId)}::uuid[], ${orders.map(o => o.id)}::uuid[]) o(store_id, id)
    join orders.lines l on ${owned('l.store_id')} and l.store_id = o.store_id and l.order_id = o.id
    left join lateral (
      select sum(units) as units, sum(goods_minor) as goods, sum(shipping_minor) as shipping from orders.refund_lines r
      where ${owned('r.store_id')} and r.store_id = l.store_id and r.order_id = l.order_id and r.n = l.n) r on true
    order by l.store_id, l.order_id, l.n
  `.execute(reader)
  const lines = rows.map(({ unitMinor, discounts, ...line }) => {
    const discountsMinor = discounts.map(each => BigInt(each.amount_minor))
    return { ...line, paidMinor: payableOf({ units: BigInt(line.units), unitMinor, discountsMinor }) }
  })
  return Map.groupBy(lines, line => line.orderId)
}
