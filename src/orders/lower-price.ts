import { applyTransition, type OrderKey } from '#orders/apply-transition.ts'
import { orderRefusals } from '#orders/refusals.ts'
import { attemptsOf } from '#payments/index.ts'
import { sql } from '#platform/db.ts'
import { allocate } from '#platform/money.ts'
import { emit } from '#platform/outbox.ts'
import { refuser } from '#platform/refusal.ts'
import type { Tx } from '#platform/tx.ts'

const refuse = refuser(orderRefusals)

/** New prices in minor units; what is absent stays. */
export type LowerPrice = {
  readonly lines: readonly { readonly n: number; readonly unitMinor: bigint }[]
  readonly shippingMinor: bigint | null
}

type Line = { n: number; units: number; unitMinor: bigint }

/**
 * A store lowers what an order costs while it awaits payment (R50.9, R50.11): units or shipping, never up, a unit not
 * below one cent. The buyer is told, and whoever pays from then on pays the new total. Refuses `order.not_found`,
 * `order.wrong_state`, `order.price_not_lower`, and `order.payment_under_way`: what the provider was asked for is fixed.
 */
export async function lowerPrice(tx: Tx, userId: string, order: OrderKey, offer: LowerPrice): Promise<void> {
  await lockAgainstPayments(tx, order)
  const { lines, shippingMinor } = await pricesOf(tx, order)
  const newUnit = new Map(offer.lines.map(line => [line.n, line.unitMinor]))
  const lowered = lines.map(line => ({ ...line, unitMinor: newUnit.get(line.n) ?? line.unitMinor }))
  const shipping = offer.shippingMinor ?? shippingMinor
  const worth = (some: readonly Line[]) => some.map(line => line.unitMinor * BigInt(line.units))
  const sum = (amounts: readonly bigint[]) => amounts.reduce((total, amount) => total + amount, 0n)
  const down = sum(worth(lines)) + shippingMinor - sum(worth(lowered)) - shipping
  const raised = shipping > shippingMinor || lowered.some((line, i) => line.unitMinor > lines[i]!.unitMinor)
  const unknown = offer.lines.some(line => !lines.some(({ n }) => n === line.n))
  if (raised || unknown || down <= 0n) throw refuse('order.price_not_lower')

  const [moved] = await applyTransition(tx, 'lower_price', [order], {
    actorId: userId,
    facts: sql`items_minor = ${sum(worth(lowered))}, shipping_minor = ${shipping}`,
  })
  if (!moved) throw refuse('order.wrong_state', { wanted: 'awaiting_payment' })
  const shares = allocate(shipping, worth(lowered))
  await Promise.all([
    sql`
      update orders.lines l set unit_minor = w.unit_minor, shipping_minor = w.shipping_minor
      from unnest(${lowered.map(line => line.n)}::int[], ${lowered.map(line => line.unitMinor)}::bigint[],
        ${shares}::bigint[]) w(n, unit_minor, shipping_minor)
      where l.store_id = ${order.storeId} and l.order_id = ${order.id} and l.n = w.n
    `.execute(tx),
    sql`
      update orders.buyer_orders set total_minor = total_minor - ${down}
      where buyer_id = ${moved.buyerId} and order_id = ${order.id}
    `.execute(tx),
    sql`
      update orders.purchases set total_minor = total_minor - ${down}
      where buyer_id = ${moved.buyerId} and id = ${moved.purchaseId}
    `.execute(tx),
    emit(tx, [
      {
        owner: order.storeId,
        subject: order.id,
        name: 'order.price_lowered',
        body: { store_id: order.storeId, order_id: order.id, buyer_id: moved.buyerId },
      },
    ]),
  ])
}

/** The purchase's row is the lock under which payments begin; one that began has its amount fixed. */
async function lockAgainstPayments(tx: Tx, order: OrderKey): Promise<void> {
  const { rows } = await sql<{ buyer_id: string; purchase_id: string }>`
    select buyer_id, purchase_id from orders.orders where store_id = ${order.storeId} and id = ${order.id}
  `.execute(tx)
  if (!rows[0]) throw refuse('order.not_found')
  const { buyer_id, purchase_id } = rows[0]
  await sql`
    select 1 from orders.purchases where buyer_id = ${buyer_id} and id = ${purchase_id} for no key update
  `.execute(tx)
  const [latest] = await attemptsOf(tx, buyer_id, purchase_id)
  if (latest && ['created', 'redirect', 'pending'].includes(latest.state)) throw refuse('order.payment_under_way')
}

async function pricesOf(tx: Tx, order: OrderKey): Promise<{ lines: Line[]; shippingMinor: bigint }> {
  const { rows } = await sql<Line & { shippingMinor: bigint }>`
    select l.n, l.units, l.unit_minor as "unitMinor", o.shipping_minor as "shippingMinor"
    from orders.orders o join orders.lines l on l.store_id = o.store_id and l.order_id = o.id
    where o.store_id = ${order.storeId} and o.id = ${order.id} order by l.n for no key update of o
  `.execute(tx)
  return { lines: rows, shippingMinor: rows[0]!.shippingMinor }
}
