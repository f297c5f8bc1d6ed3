import fc from 'fast-check'
import { expect, test } from 'vitest'
import { orderTransitions } from '#orders/states.ts'
import { sql } from '#platform/db.ts'
import { Refusal } from '#platform/refusal.ts'
import { checkInvariants } from '../../test/invariants.ts'
import { openMarket, type Person, type Store } from '../../test/market.ts'

const market = openMarket({ webhookCopies: 2 })

/** Long enough that every transition happens under each of the seeds tried; invariants are checked after each step. */
const steps = 500

type World = {
  stores: Store[]
  buyers: Person[]
  variants: string[]
  random: (below: number) => number
}

const pick = <T>(world: World, from: readonly T[]): T | undefined => from[world.random(from.length)]

/** What anybody may try at any time, sensible or not. */
const actions: Record<string, (world: World) => Promise<unknown>> = {
  async buy(world) {
    const buyer = pick(world, world.buyers)!
    const wanted = Array.from({ length: 1 + world.random(3) }, () => pick(world, world.variants)!)
    const methods = ['card_ok', 'card_ok', 'card_refused', 'card_pending', 'card_redirect']
    await market.buy(buyer, [...new Set(wanted)], { method: pick(world, methods)!, units: 1 + world.random(3) })
  },
  async pay(world) {
    const { buyer, order } = await anyOrder(world, 'awaiting_payment')
    await buyer.api.payPurchase({
      purchase_id: order.purchase_id,
      method: pick(world, ['card_ok', 'card_refused', 'card_redirect'])!,
    })
  },
  async bankAnswers(world) {
    const open = [...market.provider.record.payments.values()].filter(
      p => p.state === 'pending' || p.state === 'redirect',
    )
    const payment = pick(world, open)
    if (!payment) return
    await market.provider.resolve(payment.id, world.random(3) ? 'captured' : 'refused')
    await new Promise(resolve => setTimeout(resolve, 30)) // its webhooks are on their way
  },
  async cancel(world) {
    const { buyer, order } = await anyOrder(world, pick(world, ['awaiting_payment', 'payment_in_progress'])!)
    await buyer.api.cancelOrder({ order_id: order.id })
  },
  async lowerPrice(world) {
    const store = pick(world, world.stores)!
    const { items } = await store.owner.api.listStoreOrders({ state: 'awaiting_payment' })
    const row = pick(world, items)
    if (!row) return
    const order = await store.owner.api.showStoreOrder({ order_id: row.id })
    const lines = order.lines.map((line, n) => ({ n, unit_minor: 1 + world.random(line.unit.amount_minor + 20) }))
    const shipping_minor = world.random(order.shipping.amount_minor + 50)
    await store.owner.api.lowerPrice({ order_id: row.id, lines, shipping_minor })
  },
  async ship(world) {
    const store = pick(world, world.stores)!
    const { items } = await store.owner.api.listStoreOrders({ state: 'awaiting_shipment' })
    const order = pick(world, items)
    if (order) await market.ship(store, order.id, { lost: world.random(4) === 0 })
  },
  async confirm(world) {
    const { buyer, order } = await anyOrder(world, 'awaiting_receipt')
    await buyer.api.confirmReceipt({ order_id: order.id })
  },
  async confirmTooEarly(world) {
    const { buyer, order } = await anyOrder(world, undefined)
    await buyer.api.confirmReceipt({ order_id: order.id })
  },
  async restock(world) {
    const store = pick(world, world.stores)!
    const { items } = await store.owner.api.listStoreProducts({})
    const product = pick(world, items)!
    const { variants } = await store.owner.api.showStoreProduct({ product_id: product.id })
    await store.owner.api.setStock({ variant_id: variants[0]!.id, on_hand: 4 + world.random(20) })
  },
  async passHours(world) {
    await market.pass({ hours: 1 + world.random(30) })
  },
  async passDays(world) {
    await market.pass({ hours: 24 * (1 + world.random(8)) })
  },
}

/** Time passes rarely enough that people get to do something in between. */
const weights: Record<keyof typeof actions, number> = {
  buy: 6,
  pay: 3,
  bankAnswers: 3,
  cancel: 3,
  lowerPrice: 2,
  ship: 4,
  confirm: 1,
  confirmTooEarly: 1,
  restock: 4,
  passHours: 3,
  passDays: 1,
}

async function anyOrder(world: World, state: string | undefined) {
  const buyer = pick(world, world.buyers)!
  const { items } = await buyer.api.listMyOrders({ limit: 50 })
  const order = pick(
    world,
    items.filter(each => !state || each.state === state),
  )
  if (!order) throw new Refusal('test.nothing_there', 404)
  return { buyer, order }
}

test('whatever people do, in whatever order: the books balance after every step', { timeout: 300_000 }, async () => {
  const seed = Number(process.env.SEED ?? 20_261_123)
  let state = seed
  // A linear congruential generator: the run is told again by its seed.
  const random = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
  const stores = [
    await market.store(),
    await market.store({ country: 'ES', timeZone: 'Europe/Madrid' }),
    await market.store(),
  ]
  const variants: string[] = []
  for (const store of stores)
    for (const reserveAt of ['order', 'payment'] as const)
      variants.push(
        (
          await market.product(store, {
            stock: 4,
            reserveAt,
            price: 500 + random(9_000),
            processingDays: 1 + random(3),
          })
        ).variantId,
      )
  const buyers = await Promise.all(Array.from({ length: 5 }, () => market.person()))
  const world: World = { stores, buyers, variants, random }
  const told: Record<string, Record<string, number>> = {}
  const names = Object.entries(weights).flatMap(([name, weight]) => Array.from({ length: weight }, () => name))
  for (let step = 0; step < steps; step++) {
    const name = names[random(names.length)]!
    told[name] ??= { done: 0 }
    try {
      await actions[name]!(world)
      told[name]!.done!++
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      if (error.status >= 500) throw new Error(`step ${step} ${name}: ${error.code}`)
      told[name]![error.code] = (told[name]![error.code] ?? 0) + 1
    }
    await market.settle()
    await checkInvariants(market.db, step % 10 === 0 ? market.provider.record : null)
  }
  console.log(`seed ${seed}`, told)
  const { rows } = await sql<{ name: string }>`select distinct name from orders.transitions`.execute(market.db.read)
  const happened = new Set(rows.map(row => row.name))
  // needs money that comes after somebody else bought the last unit: shown by a test of its own
  const rare = new Set(['pay_in_vain'])
  expect(Object.keys(orderTransitions).filter(name => !happened.has(name) && !rare.has(name))).toEqual([])
})

test('amounts of any size and rate: what is released and what the platform keeps add up to what was paid', async () => {
  const { shareOf } = await import('#platform/money.ts')
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.bigInt(1n, 10n ** 9n), fc.integer({ min: 0, max: 5_000 })), { minLength: 1 }),
      lines => {
        const paid = lines.reduce((sum, [amount]) => sum + amount, 0n)
        const commission = lines.reduce((sum, [amount, bps]) => sum + shareOf(amount, bps), 0n)
        return commission >= 0n && commission <= paid
      },
    ),
  )
})
