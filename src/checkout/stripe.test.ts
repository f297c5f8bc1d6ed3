import { afterAll, beforeAll, expect, test } from 'vitest'
import { derivedBalances } from '#ledger/index.ts'
import { paymentProvider } from '#payments/index.ts'
import { stripeProvider } from '#payments/providers/stripe.ts'
import { checkInvariants } from '../../test/invariants.ts'
import { openMarket, type Person, type Store } from '../../test/market.ts'
import { stripeFake } from '../../test/stripe-fake.ts'

const market = openMarket()
let fake: Awaited<ReturnType<typeof stripeFake>>
let store: Store
let variantId: string
beforeAll(async () => {
  fake = await stripeFake(`${market.db.publicUrl}/api/payments/webhook`)
  paymentProvider.plug(market.db, stripeProvider(fake.access))
  store = await market.store()
  ;({ variantId } = await market.product(store, { stock: 50 }))
})
afterAll(() => fake.close())

async function buy(): Promise<{ buyer: Person; paymentId: string; orderId: string; url: string }> {
  const buyer = await market.person()
  const { state, payment_id, orders, redirect_url } = await market.buy(buyer, [variantId], { method: 'stripe' })
  expect(state).toBe('redirect')
  return { buyer, paymentId: payment_id, orderId: orders[0]!, url: redirect_url! }
}

const stateOf = async (buyer: Person, orderId: string) => (await buyer.api.showMyOrder({ order_id: orderId })).state

/** Stripe's record and ours, of all the money this test moved. */
async function sameMoney(): Promise<void> {
  await checkInvariants(market.db, null)
  const { captured_minor, refunded_minor } = fake.account()
  const { storeId } = (await market.db.pool.query('select store_id as "storeId" from sellers.stores')).rows[0]
  const clearing = (await derivedBalances(market.db.read, storeId)).get('clearing') ?? 0n
  expect(Number(clearing)).toBe(captured_minor - refunded_minor)
}

test('the buyer pays on the provider’s page, its webhook comes twice, and the order is paid once', async () => {
  const { buyer, paymentId, orderId, url } = await buy()
  expect(url).toMatch(/^https:\/\/checkout\.stripe\.test\//)
  expect(await stateOf(buyer, orderId)).toBe('awaiting_payment')
  await fake.buyerPays(paymentId, 'at once')
  expect(await stateOf(buyer, orderId)).toBe('awaiting_shipment')
  await sameMoney()
})

test('coming back before the webhook asks the provider', async () => {
  const { buyer, paymentId, orderId } = await buy()
  await fake.buyerPays(paymentId, 'at once', { silently: true })
  expect((await buyer.api.showPayment({ payment_id: paymentId })).state).toBe('paid')
  expect(await stateOf(buyer, orderId)).toBe('awaiting_shipment')
})

test('a debit that takes days is in progress until its money comes, or does not', async () => {
  const [one, other] = [await buy(), await buy()]
  for (const { paymentId } of [one, other]) await fake.buyerPays(paymentId, 'in a while')
  expect(await stateOf(one.buyer, one.orderId)).toBe('payment_in_progress')
  await fake.buyerPays(one.paymentId, 'the money came')
  await fake.buyerPays(other.paymentId, 'the money did not come')
  expect(await stateOf(one.buyer, one.orderId)).toBe('awaiting_shipment')
  expect(await stateOf(other.buyer, other.orderId)).toBe('awaiting_payment')
  await sameMoney()
})

test('a page left open is closed for good before another is opened', async () => {
  const { buyer, paymentId, orderId } = await buy()
  const order = await buyer.api.showMyOrder({ order_id: orderId })
  const again = await buyer.api.payPurchase({ purchase_id: order.purchase_id, method: 'stripe' })
  expect(again.payment_id).not.toBe(paymentId)
  await expect(fake.buyerPays(paymentId, 'at once')).rejects.toThrow('expired')
  await fake.buyerPays(again.payment_id, 'at once')
  expect(await stateOf(buyer, orderId)).toBe('awaiting_shipment')
  await sameMoney()
})

test('nobody ships: the money goes back the way it came', async () => {
  const { buyer, paymentId, orderId } = await buy()
  await fake.buyerPays(paymentId, 'at once')
  await market.pass({ hours: 24 * 8 })
  expect((await buyer.api.showMyOrder({ order_id: orderId })).refunds.map(refund => refund.state)).toEqual(['done'])
  await sameMoney()
})

test('events that do not concern us are taken and ignored', async () => {
  const { payload, signature } = fake.signed('customer.created', { id: 'cus_1' })
  const send = (body: string) =>
    fetch(`${market.db.publicUrl}/api/payments/webhook`, {
      method: 'POST',
      headers: { 'stripe-signature': signature, 'content-type': 'application/json' },
      body,
    })
  expect((await send(payload)).status).toBe(200)
  expect((await send(payload.replace('cus_1', 'cus_2'))).status).toBe(403)
})
