import { lockPurchase } from '#orders/lock-orders.ts'
import { moveOrders, type OrderKey } from '#orders/move-orders.ts'
import { orderRefusals } from '#orders/refusals.ts'
import { openAttemptOf } from '#payments/index.ts'
import { sql } from '#platform/db.ts'
import { refuseRequest, refuser } from '#platform/refusal.ts'
import type { Tx } from '#platform/tx.ts'
import { type Discount, type PricedLine, type Shipping, totalsOf } from '#pricing/index.ts'

const refuse = refuser(orderRefusals)

/** New prices in minor units; absent ones stay unchanged. */
type LowerPrice = {
  readonly lines: readonly { readonly n: number; readonly unitMinor: bigint }[]
  readonly shippingMinor: bigint | null
}

type Line = PricedLine & { readonly n: number }

/**
 * A store lowers the price of an order while it awaits payment (R50.9, R50.11): of units or of shipping, never up, a
 * unit not below one cent. The buyer is mailed, and payments from then on are for the new total. Refuses
 * `order.not_found`, `order.wrong_state`, `order.price_not_lower` (`raised`: which prices, as the input names them;
 * none when all are unchanged), and `order.payment_under_way`: the amount of a started payment is fixed.
 */
export async function lowerPrice(tx: Tx, userId: string, order: OrderKey, offer: LowerPrice): Promise<void> {
  await lockAgainstPayments(tx, order)
  const { lines, ...shipping } = await pricesOf(tx, order)
  const unknown = offer.lines.flatMap(({ n }, i) => (lines[n] ? [] : { path: `lines.${i}.n`, message: 'no such line' }))
  if (unknown.length > 0) throw refuseRequest('request.invalid', { issues: unknown })
  const newUnit = new Map(offer.lines.map(line => [line.n, line.unitMinor]))
  const shippingMinor = offer.shippingMinor ?? shipping.shippingMinor
  const lowered = totalsOf(
    lines.map(line => ({ ...line, unitMinor: newUnit.get(line.n) ?? line.unitMinor })),
    { shippingMinor, standardShippingMinor: least(shipping.standardShippingMinor, shippingMinor) },
  )
  const down = totalsOf(lines, shipping).totalMinor - lowered.totalMinor
  const raised = offer.lines.flatMap(({ n, unitMinor }, i) =>
    unitMinor > lines[n]!.unitMinor ? `lines.${i}.unit_minor` : [],
  )
  if (shippingMinor > shipping.shippingMinor) raised.push('shipping_minor')
  if (raised.length > 0 || down <= 0n) throw refuse('order.price_not_lower', { raised })

  const {
    moved: [moved],
  } = await moveOrders(tx, 'lower_price', [order], {
    actorId: userId,
    set: sql`items_minor = ${lowered.itemsMinor}, shipping_minor = ${lowered.shippingMinor},
      standard_shipping_minor = ${lowered.standardShippingMinor},
      placed_total_minor = coalesce(t.placed_total_minor, t.items_minor + t.shipping_minor)`,
  })
  if (!moved) throw refuse('order.wrong_state', { wanted: 'awaiting_payment' })
  await Promise.all([
    sql`
      update orders.lines l set unit_minor = w.unit_minor, shipping_minor = w.shipping_minor,
        standard_shipping_minor = w.standard_shipping_minor
      from unnest(${lowered.lines.map(line => line.n)}::int[], ${lowered.lines.map(line => line.unitMinor)}::bigint[],
        ${lowered.lines.map(line => line.shippingMinor)}::bigint[],
        ${lowered.lines.map(line => line.standardShippingMinor)}::bigint[])
        w(n, unit_minor, shipping_minor, standard_shipping_minor)
      where l.store_id = ${order.storeId} and l.order_id = ${order.id} and l.n = w.n
    `.execute(tx),
    sql`
      update orders.purchases set total_minor = total_minor - ${down}
      where buyer_id = ${moved.buyerId} and id = ${moved.purchaseId}
    `.execute(tx),
  ])
}

/** Locks the purchase, as starting a payment does; a started payment has a fixed amount. */
async function lockAgainstPayments(tx: Tx, order: OrderKey): Promise<void> {
  const { rows } = await sql<{ buyer_id: string; purchase_id: string }>`
    select buyer_id, purchase_id from orders.orders where store_id = ${order.storeId} and id = ${order.id}
  `.execute(tx)
  if (!rows[0]) throw refuse('order.not_found')
  const { buyer_id, purchase_id } = rows[0]
  await lockPurchase(tx, buyer_id, purchase_id)
  if (await openAttemptOf(tx, buyer_id, purchase_id)) throw refuse('order.payment_under_way')
}

type StoredDiscount = { source: string; funded_by: Discount['fundedBy']; amount_minor: string }

async function pricesOf(tx: Tx, order: OrderKey): Promise<Shipping & { lines: Line[] }> {
  const { rows } = await sql<Omit<Line, 'discounts'> & Shipping & { discounts: StoredDiscount[] }>`
    select l.n, l.units, l.unit_minor as "unitMinor", l.discounts, o.shipping_minor as "shippingMinor",
      o.standard_shipping_minor as "standardShippingMinor"
    from orders.orders o join orders.lines l on l.store_id = o.store_id and l.order_id = o.id
    where o.store_id = ${order.storeId} and o.id = ${order.id} order by l.n for no key update of o
  `.execute(tx)
  const { shippingMinor, standardShippingMinor } = rows[0]!
  const lines = rows.map(({ n, units, unitMinor, discounts }) => ({
    n,
    units,
    unitMinor,
    discounts: discounts.map(({ source, funded_by, amount_minor }) => ({
      source,
      fundedBy: funded_by,
      amountMinor: BigInt(amount_minor),
    })),
  }))
  return { lines, shippingMinor, standardShippingMinor }
}

const least = (a: bigint, b: bigint): bigint => (a < b ? a : b)
