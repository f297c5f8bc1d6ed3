import { freezeOrder, refundOrder } from '#orders/index.ts'
import { sql } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import { inTx } from '#platform/tx.ts'
import { keyOf } from '../market.ts'
import { type Actions, pick, type World } from './world.ts'

/** Purchases and orders: buyers, stores, the provider and the bank's page. */
export const orderActions = {
  async buy(world) {
    const buyer = pick(world, world.buyers)
    const variants = await variantsToBuy(world)
    const wanted = Array.from({ length: 1 + world.random(3) }, () => pick(world, variants))
    const methods = ['card_ok', 'card_ok', 'card_refused', 'card_pending', 'card_redirect']
    await world.market.buy(buyer, [...new Set(wanted)], { method: pick(world, methods), units: 1 + world.random(3) })
  },
  async removeProblems(world) {
    const buyer = pick(world, world.buyers)
    const { stores } = await buyer.api.showCart({})
    const lines = stores.flatMap(store => store.lines).filter(line => line.problem !== null)
    for (const { variant_id } of lines) await buyer.api.setCartLine({ variant_id, units: 0 })
  },
  async pay(world) {
    const { buyer, order } = await anyOrder(world, 'awaiting_payment')
    await buyer.api.payPurchase({
      purchase_id: order.purchase_id,
      method: pick(world, ['card_ok', 'card_refused', 'card_redirect']),
    })
  },
  /** A bank page is left open and the purchase is paid in another way. */
  async payInstead(world) {
    const buyer = pick(world, world.buyers)
    const { purchase_id } = await world.market.buy(buyer, [pick(world, await variantsToBuy(world))], {
      method: 'card_redirect',
    })
    await buyer.api.payPurchase({ purchase_id, method: pick(world, ['card_ok', 'card_refused']) })
  },
  async bankAnswers(world) {
    const open = [...world.market.provider.record.payments.values()].filter(
      p => p.state === 'pending' || p.state === 'redirect',
    )
    const payment = pick(world, open)
    await world.market.provider.resolve(payment.id, world.random(3) ? 'captured' : 'refused')
  },
  async cancel(world) {
    const { buyer, order } = await anyOrder(world, pick(world, ['awaiting_payment', 'payment_in_progress']))
    await buyer.api.cancelOrder({ order_id: order.id })
  },
  async lowerPrice(world) {
    const store = pick(world, world.stores)
    const { items } = await store.owner.api.listStoreOrders({ state: 'awaiting_payment' })
    const row = pick(world, items)
    const order = await store.owner.api.showStoreOrder({ order_id: row.id })
    const lines = order.lines.map((line, n) => ({ n, unit_minor: 1 + world.random(line.unit.amount_minor + 20) }))
    const shipping_minor = world.random(order.shipping.amount_minor + 50)
    await store.owner.api.lowerPrice({ order_id: row.id, lines, shipping_minor })
  },
  async ship(world) {
    const store = pick(world, world.stores)
    const { items } = await store.owner.api.listStoreOrders({ state: 'awaiting_shipment' })
    const order = pick(world, items)
    await world.market.ship(store, order.id, { lost: world.random(4) === 0 })
  },
  async confirm(world) {
    const { buyer, order } = await anyOrder(world, 'awaiting_receipt')
    await buyer.api.confirmReceipt({ order_id: order.id })
  },
  async confirmTooEarly(world) {
    const { buyer, order } = await anyOrder(world, undefined)
    await buyer.api.confirmReceipt({ order_id: order.id })
  },
  async refundPart(world) {
    const store = pick(world, world.stores)
    const { items } = await store.owner.api.listStoreOrders({
      state: pick(world, ['awaiting_shipment', 'awaiting_receipt', 'completed', 'completed', 'closed'] as const),
    })
    const row = pick(world, items)
    const { lines } = await store.owner.api.showStoreOrder({ order_id: row.id })
    const n = world.random(lines.length)
    const line = lines[n]!
    const left = line.total.amount_minor - line.refunded.amount_minor
    const part = {
      n,
      units: world.random(2),
      goodsMinor: BigInt(world.random(3) ? 1 + world.random(Math.max(1, left)) : left),
      shippingMinor: BigInt(world.random(2) ? 0 : world.random(200)),
    }
    await inTx(world.market.db, 'refund', tx =>
      refundOrder(tx, keyOf('ord', row.id), { lines: [part], reason: 'goodwill' }),
    )
  },
  async freezeClaimed(world) {
    const store = pick(world, world.stores)
    const { items } = await store.owner.api.listStoreOrders({ state: 'completed' })
    const row = pick(world, items)
    const { lines } = await store.owner.api.showStoreOrder({ order_id: row.id })
    const claimed = lines.flatMap(({ total }, n) =>
      world.random(3)
        ? [{ n, units: 0, goodsMinor: BigInt(world.random(total.amount_minor + 1)), shippingMinor: 0n }]
        : [],
    )
    await inTx(world.market.db, 'freeze', tx => freezeOrder(tx, keyOf('ord', row.id), claimed))
  },
} satisfies Actions

/** What is on sale; occasionally also what is not. */
async function variantsToBuy(world: World): Promise<string[]> {
  const honest = world.random(8) > 0
  const { rows } = await sql<{ store_id: string; id: string }>`
    select v.store_id, v.id from catalog.variants v
    join catalog.products p on p.store_id = v.store_id and p.id = v.product_id
    where ${!honest} or (p.state = 'online' and v.removed_at is null) order by v.id
  `.execute(world.market.db.read)
  return rows.map(({ store_id, id }) => publicId('var', store_id, id))
}

async function anyOrder(world: World, state: string | undefined) {
  const buyer = pick(world, world.buyers)
  const { items } = await buyer.api.listMyOrders({ limit: 50 })
  const order = pick(
    world,
    items.filter(each => !state || each.state === state),
  )
  return { buyer, order }
}
