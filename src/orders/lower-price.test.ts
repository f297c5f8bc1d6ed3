import { expect, test } from 'vitest'
import { settlePurchase } from '#checkout/index.ts'
import { parsePublicId } from '#platform/ids.ts'
import { checkInvariants } from '../../test/invariants.ts'
import { openMarket, refusalOf } from '../../test/market.ts'

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

test('R50.9f R50.11a the store lowers it, the buyer is told and pays the new total', async () => {
  const { store, buyer, purchase_id, order_id } = await unpaid()
  await store.owner.api.lowerPrice({ order_id, lines: [{ n: 0, unit_minor: 1_500 }], shipping_minor: 100 })
  await market.settle()
  const total = 3 * 1_500 + 3 * 999 + 100
  expect((await buyer.api.showMyOrder({ order_id })).total.amount_minor).toBe(total)
  expect((await buyer.api.listMyOrders({})).items[0]!.total.amount_minor).toBe(total)
  expect(await buyer.api.showPurchase({ purchase_id })).toMatchObject({
    total: { amount_minor: total },
    due: { amount_minor: total },
  })
  const { items } = await (await market.person({ operator: true })).api.listMails({ to: buyer.email })
  expect(items[0]!.text).toContain('€75.97')
  const paid = await buyer.api.payPurchase({ purchase_id, method: 'card_ok' })
  expect([paid.state, paid.amount.amount_minor]).toEqual(['paid', total])
  await checkInvariants(market.db, market.provider.record)
})

test('it never rises, not below a cent, and not for others', async () => {
  const { store, order_id, buyer } = await unpaid()
  const before = await buyer.api.showMyOrder({ order_id })
  const lower = (input: object) => store.owner.api.lowerPrice({ order_id, ...input })
  expect(await refusalOf(lower({ lines: [{ n: 0, unit_minor: 2_001 }] }))).toBe('order.price_not_lower')
  expect(await refusalOf(lower({ lines: [{ n: 0, unit_minor: 2_001 }], shipping_minor: 0 }))).toBe(
    'order.price_not_lower',
  )
  expect(await refusalOf(lower({ lines: [{ n: 0, unit_minor: 2_000 }] }))).toBe('order.price_not_lower')
  expect(await refusalOf(lower({ lines: [{ n: 7, unit_minor: 1 }] }))).toBe('order.price_not_lower')
  expect(await refusalOf(lower({ lines: [{ n: 0, unit_minor: 0 }] }))).toBe('request.invalid')
  expect(await refusalOf(lower({ shipping_minor: -1 }))).toBe('request.invalid')
  const stranger = await market.store()
  expect(await refusalOf(stranger.owner.api.lowerPrice({ order_id, shipping_minor: 0 }))).toBe('order.not_found')
  expect(await buyer.api.showMyOrder({ order_id })).toEqual(before)
})

test('once it is paid, or while the bank is asked, it stands', async () => {
  const { store, buyer, purchase_id, order_id } = await unpaid()
  await buyer.api.payPurchase({ purchase_id, method: 'card_redirect' })
  const lower = () => store.owner.api.lowerPrice({ order_id, shipping_minor: 0 })
  expect(await refusalOf(lower())).toBe('order.payment_under_way')
  await buyer.api.payPurchase({ purchase_id, method: 'card_ok' })
  expect(await refusalOf(lower())).toBe('order.wrong_state')
  await checkInvariants(market.db, market.provider.record)
})

test('paying and lowering at once: what was charged is what the order says', async () => {
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

test('a capture that comes late, of the old amount, goes back: the order awaits the new one', async () => {
  const store = await market.store()
  const { variantId } = await market.product(store)
  const buyer = await market.person()
  const { orders, payment_id } = await market.buy(buyer, [variantId], { method: 'card_redirect' })
  await market.pass({ hours: 2 }) // the bank page is given up
  await store.owner.api.lowerPrice({ order_id: orders[0]!, shipping_minor: 0 })
  const [buyerId, id] = parsePublicId('pay', 2, payment_id)!
  await settlePurchase(market.db, { buyerId: buyerId!, id: id! }, { state: 'captured', ref: 'late' }, null)
  await market.settle()
  const order = await buyer.api.showMyOrder({ order_id: orders[0]! })
  expect([order.state, order.refunds.length]).toEqual(['awaiting_payment', 1])
})
