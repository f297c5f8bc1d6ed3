import fc from 'fast-check'
import { expect, test } from 'vitest'
import { settlePurchase } from '#checkout/index.ts'
import { sql } from '#platform/db.ts'
import { parsePublicId } from '#platform/ids.ts'
import { checkInvariants } from '../../test/invariants.ts'
import { keyOf, openMarket, refusalOf } from '../../test/market.ts'

const market = openMarket()

async function unpaid() {
  const store = await market.store()
  const [one, other] = [await market.product(store, { price: 2_000 }), await market.product(store, { price: 999 })]
  const buyer = await market.person()
  const { orders, purchase_id } = await market.buy(buyer, [one.variantId, other.variantId], {
    method: 'card_refused',
    units: 3,
  })
  return { store, buyer, purchase_id, order_id: orders[0]! }
}

/** The bank changes its mind: a failed payment is captured after all. */
async function captureLate(payment_id: string) {
  const { record } = market.provider
  record.keep({ payment: { ...record.payments.get(payment_id)!, state: 'captured' } })
  const [buyerId, id] = parsePublicId('pay', 2, payment_id)!
  await settlePurchase(market.db, { buyerId: buyerId!, id: id! }, { state: 'captured', ref: 'late' }, null)
}

test('R50.9f R50.11a R50.11d the store lowers it, the buyer is notified and pays the new total', async () => {
  const { store, buyer, purchase_id, order_id } = await unpaid()
  await store.owner.api.lowerPrice({ order_id, lines: [{ n: 0, unit_minor: 1_500 }], shipping_minor: 100 })
  await market.settle()
  const before = 3 * 2_000 + 3 * 999 + 490
  const total = 3 * 1_500 + 3 * 999 + 100
  const order = await buyer.api.showMyOrder({ order_id })
  expect([order.total.amount_minor, order.placed_total?.amount_minor]).toEqual([total, before])
  expect(order.timeline.map(step => [step.name, step.actor])).toEqual([
    ['place', 'buyer'],
    ['refuse_payment', 'provider'],
    ['lower_price', 'seller'],
  ])
  expect((await buyer.api.listMyOrders({})).items[0]).toMatchObject({
    total: { amount_minor: total },
    placed_total: { amount_minor: before },
  })
  expect(await buyer.api.showPurchase({ purchase_id })).toMatchObject({
    total: { amount_minor: total },
    due: { amount_minor: total },
  })
  const { items } = await (await market.person({ operator: true })).api.listMails({ to: buyer.email })
  expect(items.map(item => item.text).join()).toContain('you pay €75.97 instead of €94.87')
  const paid = await buyer.api.payPurchase({ purchase_id, method: 'card_ok' })
  expect([paid.state, paid.amount.amount_minor]).toEqual(['paid', total])
  await checkInvariants(market.db, market.provider.record)
})

test('R50.9f an order with a discount keeps it at the lower price, in its lines and its total', async () => {
  const { store, buyer, purchase_id, order_id } = await unpaid()
  await takeOff(order_id, 300)
  const [line] = (await store.owner.api.showStoreOrder({ order_id })).lines
  expect(line).toMatchObject({ discount: { amount_minor: 300 }, total: { amount_minor: 5_700 } })
  await store.owner.api.lowerPrice({ order_id, lines: [{ n: 0, unit_minor: 1_500 }], shipping_minor: 100 })
  const total = 3 * 1_500 - 300 + 3 * 999 + 100
  const order = await store.owner.api.showStoreOrder({ order_id })
  expect([order.lines[0]!.total.amount_minor, order.total.amount_minor]).toEqual([4_200, total])
  expect((await buyer.api.payPurchase({ purchase_id, method: 'card_ok' })).amount.amount_minor).toBe(total)
})

/** Discounts the first line of an order, as a promotion of the store would. */
async function takeOff(orderId: string, minor: number): Promise<void> {
  const { storeId, id } = keyOf('ord', orderId)
  const discounts = JSON.stringify([{ source: 'sale', funded_by: 'store', amount_minor: String(minor) }])
  await sql`
    with line as (
      update orders.lines set discounts = ${discounts}::jsonb
      where store_id = ${storeId} and order_id = ${id} and n = 0
    ), ordered as (
      update orders.orders set items_minor = items_minor - ${minor} where store_id = ${storeId} and id = ${id}
      returning buyer_id, purchase_id
    ), listed as (
      update orders.buyer_orders set total_minor = total_minor - ${minor} where order_id = ${id}
    )
    update orders.purchases p set total_minor = total_minor - ${minor} from ordered o
    where p.buyer_id = o.buyer_id and p.id = o.purchase_id
  `.execute(market.db.read)
}

test('it never rises, not below a cent, and not for others', async () => {
  const { store, order_id, buyer } = await unpaid()
  const before = await buyer.api.showMyOrder({ order_id })
  expect(before.placed_total).toBeNull()
  const lower = (input: object) => store.owner.api.lowerPrice({ order_id, ...input })
  const notLower = (raised: string[]) => ({ code: 'order.price_not_lower', params: { raised } })
  const dearer = { n: 1, unit_minor: 1_000 }
  await expect(lower({ lines: [dearer] })).rejects.toMatchObject(notLower(['lines.0.unit_minor']))
  await expect(lower({ lines: [{ n: 0, unit_minor: 1 }, dearer], shipping_minor: 491 })).rejects.toMatchObject(
    notLower(['lines.1.unit_minor', 'shipping_minor']),
  )
  await expect(lower({ lines: [{ n: 0, unit_minor: 2_000 }] })).rejects.toMatchObject(notLower([]))
  expect(await refusalOf(lower({ lines: [{ n: 7, unit_minor: 1 }] }))).toBe('request.invalid')
  expect(await refusalOf(lower({ lines: [{ n: 0, unit_minor: 0 }] }))).toBe('request.invalid')
  expect(await refusalOf(lower({ shipping_minor: -1 }))).toBe('request.invalid')
  const stranger = await market.store()
  expect(await refusalOf(stranger.owner.api.lowerPrice({ order_id, shipping_minor: 0 }))).toBe('order.not_found')
  expect(await buyer.api.showMyOrder({ order_id })).toEqual(before)
})

test('R50.11c an open payment counts, also beside an ended one whose process has a clock that is ahead', async () => {
  const { store, buyer, purchase_id, order_id } = await unpaid()
  const ahead = 'ffffffff-ffff-7000-8000-000000000000'
  await sql`update payments.attempts set id = ${ahead} where buyer_id = ${buyer.userId}`.execute(market.db.read)
  await buyer.api.payPurchase({ purchase_id, method: 'card_redirect' })
  expect(await refusalOf(store.owner.api.lowerPrice({ order_id, shipping_minor: 0 }))).toBe('order.payment_under_way')
  const states = async () => (await buyer.api.showPurchase({ purchase_id })).payments.map(({ state }) => state)
  expect(await states()).toEqual(['redirect', 'refused'])
  // the open one is found and replaced; a second open one would be an error
  expect((await buyer.api.payPurchase({ purchase_id, method: 'card_ok' })).state).toBe('paid')
  expect((await states()).toSorted()).toEqual(['canceled', 'captured', 'refused'])
})

test('R50.11c once it is paid, or while the bank is asked, it stands', async () => {
  const { store, buyer, purchase_id, order_id } = await unpaid()
  await buyer.api.payPurchase({ purchase_id, method: 'card_redirect' })
  const lower = () => store.owner.api.lowerPrice({ order_id, shipping_minor: 0 })
  expect(await refusalOf(lower())).toBe('order.payment_under_way')
  await buyer.api.payPurchase({ purchase_id, method: 'card_ok' })
  expect(await refusalOf(lower())).toBe('order.wrong_state')
  await checkInvariants(market.db, market.provider.record)
})

test('paying while the price is lowered: the amount charged is the order’s total', async () => {
  const both = await Promise.all(Array.from({ length: 8 }, unpaid))
  await Promise.allSettled(
    both.flatMap(({ store, buyer, purchase_id, order_id }) => [
      buyer.api.payPurchase({ purchase_id, method: 'card_ok' }),
      store.owner.api.lowerPrice({ order_id, lines: [{ n: 1, unit_minor: 500 }], shipping_minor: 7 }),
    ]),
  )
  await market.settle()
  for (const { buyer, order_id, purchase_id } of both) {
    const order = await buyer.api.showMyOrder({ order_id })
    const { payments } = await buyer.api.showPurchase({ purchase_id })
    expect(order.state).toBe('awaiting_shipment')
    expect(payments.find(payment => payment.state === 'captured')!.amount).toEqual(order.total)
  }
  await checkInvariants(market.db, market.provider.record)
})

test('R50.11c a capture that comes late, of the old amount, goes back: the order awaits the new one', async () => {
  const store = await market.store()
  const { variantId } = await market.product(store)
  const buyer = await market.person()
  const { orders, payment_id } = await market.buy(buyer, [variantId], { method: 'card_redirect' })
  await market.pass({ hours: 2 }) // the bank page is abandoned
  await store.owner.api.lowerPrice({ order_id: orders[0]!, shipping_minor: 0 })
  await captureLate(payment_id)
  await market.settle()
  const order = await buyer.api.showMyOrder({ order_id: orders[0]! })
  expect([order.state, order.refunds.length]).toEqual(['awaiting_payment', 1])
  await checkInvariants(market.db, market.provider.record)
})

test('R50.11b a total shown before is not charged: the buyer sees the new one first', async () => {
  const { store, buyer, purchase_id, order_id } = await unpaid()
  const shown = (await buyer.api.showPurchase({ purchase_id })).due.amount_minor
  await store.owner.api.lowerPrice({ order_id, shipping_minor: 0 })
  const pay = (expected_total_minor: number) =>
    buyer.api.payPurchase({ purchase_id, method: 'card_ok', expected_total_minor })
  await expect(pay(shown)).rejects.toMatchObject({
    code: 'checkout.total_changed',
    params: { total_minor: shown - 490 },
  })
  expect((await buyer.api.showPurchase({ purchase_id })).payments).toHaveLength(1) // the card refused before
  expect(await pay(shown - 490)).toMatchObject({ state: 'paid', amount: { amount_minor: shown - 490 } })
})

test('a late capture while the price is lowered: the old amount pays the order, or is refunded', async () => {
  const all = await Promise.all(Array.from({ length: 8 }, unpaid))
  await Promise.allSettled(
    all.flatMap(({ store, buyer, purchase_id, order_id }) => [
      store.owner.api.lowerPrice({ order_id, shipping_minor: 7 }),
      buyer.api.showPurchase({ purchase_id }).then(({ payments }) => captureLate(payments[0]!.id)),
    ]),
  )
  await market.settle()
  for (const { buyer, order_id } of all) {
    const { state, total, refunds } = await buyer.api.showMyOrder({ order_id })
    expect([state, total.amount_minor, refunds.map(refund => refund.amount.amount_minor)]).toEqual(
      state === 'awaiting_shipment' ? [state, 9_487, []] : ['awaiting_payment', 9_004, [9_487]],
    )
  }
  await checkInvariants(market.db, market.provider.record)
})

test('two members lower at once: both count, and lines, orders and purchase still add up', async () => {
  const { store, buyer, purchase_id, order_id } = await unpaid()
  await Promise.all([
    store.owner.api.lowerPrice({ order_id, lines: [{ n: 0, unit_minor: 1_000 }] }),
    store.owner.api.lowerPrice({ order_id, lines: [{ n: 1, unit_minor: 1 }] }),
  ])
  expect((await buyer.api.showPurchase({ purchase_id })).due.amount_minor).toBe(3 * 1_000 + 3 + 490)
  await checkInvariants(market.db, null)
})

test('any offers in any order: accepted ones lower the price, and the totals add up', async () => {
  const { store, buyer, order_id } = await unpaid()
  const offers = fc.record({
    lines: fc.uniqueArray(fc.record({ n: fc.nat(1), percent: fc.integer({ min: 85, max: 101 }) }), {
      selector: line => line.n,
    }),
    shipping_minor: fc.option(fc.nat(500)),
  })
  const stands = async () => {
    const { total, items, shipping, lines } = await buyer.api.showMyOrder({ order_id })
    expect(lines.reduce((sum, line) => sum + line.total.amount_minor, 0)).toBe(items.amount_minor)
    expect(items.amount_minor + shipping.amount_minor).toBe(total.amount_minor)
    return { total: total.amount_minor, units_minor: lines.map(line => line.total.amount_minor / 3) }
  }
  let accepted = 0
  await fc.assert(
    fc.asyncProperty(offers, async offer => {
      const { total: before, units_minor } = await stands()
      const lines = offer.lines.map(({ n, percent }) => ({
        n,
        unit_minor: Math.ceil((units_minor[n]! * percent) / 100),
      }))
      const refused = await refusalOf(store.owner.api.lowerPrice({ order_id, ...offer, lines })).catch(() => null)
      if (refused === null) accepted++
      const { total: after } = await stands()
      if (refused === null) expect(after).toBeLessThan(before)
      else expect([refused, after]).toEqual(['order.price_not_lower', before])
      await checkInvariants(market.db, null)
    }),
    { numRuns: 60 },
  )
  expect(accepted).toBeGreaterThan(3)
})
