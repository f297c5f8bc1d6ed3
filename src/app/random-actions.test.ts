import fc from 'fast-check'
import { expect, test } from 'vitest'
import { freeze } from '#ledger/index.ts'
import { refundOrder } from '#orders/index.ts'
import { orderMachine } from '#orders/states.ts'
import { attemptMachine, refundMachine } from '#payments/states.ts'
import { type BatchState, batchMachine, payoutMachine } from '#payouts/states.ts'
import { sql } from '#platform/db.ts'
import { Refusal } from '#platform/refusal.ts'
import { inTx } from '#platform/tx.ts'
import { checkInvariants } from '../../test/invariants.ts'
import { keyOf, openMarket, type Person, type Store } from '../../test/market.ts'

const market = openMarket({ webhookCopies: 2 })

/** Long enough that every transition happens with each of the seeds tried; invariants are checked after each step. */
const steps = 800

type World = {
  stores: Store[]
  buyers: Person[]
  operators: Person[]
  variants: string[]
  random: (below: number) => number
}

const pick = <T>(world: World, from: readonly T[]): T | undefined => from[world.random(from.length)]

/** What anybody may try at any time, useful or not. */
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
  /** A bank page is left open and the purchase is paid in another way. */
  async payInstead(world) {
    const buyer = pick(world, world.buyers)!
    const { purchase_id } = await market.buy(buyer, [pick(world, world.variants)!], { method: 'card_redirect' })
    await buyer.api.payPurchase({ purchase_id, method: pick(world, ['card_ok', 'card_refused'])! })
  },
  async bankAnswers(world) {
    const open = [...market.provider.record.payments.values()].filter(
      p => p.state === 'pending' || p.state === 'redirect',
    )
    const payment = pick(world, open)
    if (!payment) return
    await market.provider.resolve(payment.id, world.random(3) ? 'captured' : 'refused')
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
  async refundPart(world) {
    const store = pick(world, world.stores)!
    const { items } = await store.owner.api.listStoreOrders({
      state: pick(world, ['awaiting_shipment', 'awaiting_receipt', 'completed', 'completed', 'closed'] as const)!,
    })
    const row = pick(world, items)
    if (!row) return
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
    await inTx(market.db, 'refund', tx => refundOrder(tx, keyOf('ord', row.id), { lines: [part], reason: 'goodwill' }))
  },
  async freezeClaimed(world) {
    const store = pick(world, world.stores)!
    const { items } = await store.owner.api.listStoreOrders({ state: 'completed' })
    const row = pick(world, items)
    if (!row) return
    const wanted = BigInt(world.random(3) ? world.random(row.total.amount_minor) : 0)
    const order = { ...keyOf('ord', row.id), currency: 'EUR' }
    await inTx(market.db, 'freeze', tx => freeze(tx, order, wanted))
  },
  async restock(world) {
    const store = pick(world, world.stores)!
    const { items } = await store.owner.api.listStoreProducts({})
    const product = pick(world, items)!
    const { stock } = await store.owner.api.showStoreProduct({ product_id: product.id })
    const { variant_id, on_hand } = stock[0]!
    await store.owner.api.adjustStock({ changes: [{ variant_id, to: 4 + world.random(20), if_on_hand: on_hand }] })
  },
  async requestPayout(world) {
    const store = pick(world, world.stores)!
    const { available } = await store.owner.api.showBalance({})
    const amount_minor = 1 + world.random(Math.max(20, available.amount_minor + 100))
    await store.owner.api.requestPayout({ amount_minor })
  },
  async cancelPayout(world) {
    const store = pick(world, world.stores)!
    const { items } = await store.owner.api.listPayouts({})
    const payout = pick(world, items)
    if (payout) await store.owner.api.cancelPayout({ payout_id: payout.id })
  },
  async makeBatch(world) {
    const { items } = await world.operators[0]!.api.listAllPayouts({ state: 'requested' })
    const payout_ids = items.filter(() => world.random(3)).map(({ id }) => id)
    if (payout_ids.length > 0) await pick(world, world.operators)!.api.createPayoutBatch({ payout_ids })
  },
  async approveBatch(world) {
    const batch_id = await aBatch(world, 'proposed')
    await pick(world, world.operators)!.api.approvePayoutBatch({ batch_id })
  },
  async takeFile(world) {
    const batch_id = await aBatch(world, 'approved')
    await pick(world, world.operators)!.api.downloadPayoutFile({ batch_id })
  },
  async dissolveBatch(world) {
    const batch_id = await aBatch(world, 'proposed')
    await pick(world, world.operators)!.api.dissolvePayoutBatch({ batch_id, reason: 'chance' })
  },
  async bankPays(world) {
    const payout_ids = await someSent(world)
    await pick(world, world.operators)!.api.markPaid({ payout_ids })
  },
  async bankReturns(world) {
    const payout_ids = await someSent(world)
    await pick(world, world.operators)!.api.markReturned({ payout_ids, reason: 'AC01' })
  },
  async passHours(world) {
    await market.pass({ hours: 1 + world.random(30) })
  },
  async passDays(world) {
    await market.pass({ hours: 24 * (1 + world.random(8)) })
  },
}

/** Time advances rarely, so that people act in between. */
const weights: Record<keyof typeof actions, number> = {
  buy: 6,
  pay: 3,
  payInstead: 1,
  bankAnswers: 3,
  cancel: 3,
  lowerPrice: 2,
  ship: 4,
  confirm: 1,
  confirmTooEarly: 1,
  restock: 4,
  refundPart: 4,
  freezeClaimed: 2,
  requestPayout: 4,
  cancelPayout: 1,
  makeBatch: 2,
  approveBatch: 4,
  takeFile: 3,
  dissolveBatch: 1,
  bankPays: 3,
  bankReturns: 2,
  passHours: 3,
  passDays: 1,
}

/** A batch in this state; occasionally any batch. */
async function aBatch(world: World, state: BatchState): Promise<string> {
  const { items } = await world.operators[0]!.api.listPayoutBatches({})
  const honest = world.random(4) > 0
  const batch = pick(
    world,
    items.filter(each => !honest || each.state === state),
  )
  if (!batch) throw new Refusal('test.nothing_there', 404)
  return batch.id
}

/** Payouts that the bank may report on; occasionally one that it cannot. */
async function someSent(world: World): Promise<string[]> {
  const { items } = await world.operators[0]!.api.listAllPayouts(world.random(4) ? { state: 'sent' } : {})
  if (items.length === 0) throw new Refusal('test.nothing_there', 404)
  return items.slice(0, 1 + world.random(2)).map(({ id }) => id)
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

test('whatever people do, in whatever order: the books balance after every step', async () => {
  const seed = Number(process.env.SEED ?? 20_261_123)
  let state = seed
  // A linear congruential generator: a run can be repeated by its seed.
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
  const operators = await Promise.all([1, 2].map(() => market.person({ operator: true })))
  const debtor = { key: 'payouts.debtor_iban', value: 'DE89370400440532013000', reason: 'our account' }
  await operators[0]!.api.setPolicy(debtor)
  for (const store of stores) await market.nameAccount(store)
  const world: World = { stores, buyers, operators, variants, random }
  const outcomes: Record<string, Record<string, number>> = {}
  const names = Object.entries(weights).flatMap(([name, weight]) => Array.from({ length: weight }, () => name))
  for (let step = 0; step < steps; step++) {
    const name = names[random(names.length)]!
    outcomes[name] ??= { done: 0 }
    try {
      await actions[name]!(world)
      outcomes[name]!.done!++
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      if (error.status >= 500) throw new Error(`step ${step} ${name}: ${error.code}`)
      outcomes[name]![error.code] = (outcomes[name]![error.code] ?? 0) + 1
    }
    await market.settle()
    await checkInvariants(market.db, step % 10 === 0 ? market.provider.record : null)
  }
  console.log(`seed ${seed}`, outcomes)
  const { rows } = await sql<{ name: string }>`
    select distinct machine || ' ' || name as name from platform.transitions
  `.execute(market.db.read)
  const happened = new Set(rows.map(row => row.name))
  // needs a payment that arrives after the last unit was sold: covered by a test of its own
  const rare = new Set(['order pay_too_late'])
  const possible = [orderMachine, attemptMachine, refundMachine, payoutMachine, batchMachine].flatMap(machine =>
    Object.keys(machine.transitions).map(name => `${machine.name} ${name}`),
  )
  expect(possible.filter(name => !happened.has(name) && !rare.has(name))).toEqual([])
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
