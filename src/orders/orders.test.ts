import { describe, expect, test } from 'vitest'
import { sql } from '#platform/db.ts'
import { checkInvariants } from '../../test/invariants.ts'
import { keyOf, openMarket, refusalOf } from '../../test/market.ts'

const market = openMarket()

async function paidOrder(options: { reserveAt?: 'order' | 'payment'; processingDays?: number } = {}) {
  const store = await market.store()
  const buyer = await market.person()
  const product = await market.product(store, options)
  const payment = await market.buy(buyer, [product.variantId])
  return { store, buyer, product, orderId: payment.orders[0]!, purchaseId: payment.purchase_id }
}

/** Cancels an order's payment here only; at the provider it can still be captured. */
async function cancelHere(orderId: string): Promise<void> {
  const { settlePurchase } = await import('#checkout/index.ts')
  const { storeId, id } = keyOf('ord', orderId)
  const { rows: orders } = await sql<{ buyer_id: string }>`
    select buyer_id from orders.orders where store_id = ${storeId} and id = ${id}`.execute(market.db.read)
  const buyerId = orders[0]!.buyer_id
  const { rows: attempts } = await sql<{ id: string }>`
    select id from payments.attempts where buyer_id = ${buyerId}`.execute(market.db.read)
  const attempt = { buyerId, id: attempts[0]!.id }
  await settlePurchase(market.db, attempt, { state: 'canceled' }, null)
}

test('R50.1b an order goes from placed to paid to shipped to completed, each move recorded with actor and time', async () => {
  await market.setClock('2026-11-23T09:00:00Z')
  const { store, buyer, orderId } = await paidOrder()
  await market.ship(store, orderId)
  await buyer.api.confirmReceipt({ order_id: orderId })
  const order = await buyer.api.showMyOrder({ order_id: orderId })
  expect(order.timeline.map(step => [step.name, step.actor, step.became])).toEqual([
    ['place', 'buyer', 'awaiting_payment'],
    ['pay', 'provider', 'awaiting_shipment'],
    ['ship', 'seller', 'awaiting_receipt'],
    ['confirm', 'buyer', 'completed'],
  ])
  expect(order.timeline.every(step => step.at.startsWith('2026-11-23T09:00'))).toBe(true)
  await market.settle()
  await checkInvariants(market.db, market.provider.record)
})

test('R50.1c illegal moves are refused and change nothing', async () => {
  const { store, buyer, orderId } = await paidOrder()
  expect(await refusalOf(buyer.api.confirmReceipt({ order_id: orderId }))).toBe('order.wrong_state')
  expect(await refusalOf(buyer.api.cancelOrder({ order_id: orderId }))).toBe('order.wrong_state')
  await market.ship(store, orderId)
  await buyer.api.confirmReceipt({ order_id: orderId })
  expect(await refusalOf(buyer.api.confirmReceipt({ order_id: orderId }))).toBe('order.wrong_state')
  expect(await refusalOf(market.ship(store, orderId))).toBe('order.wrong_state')
  const order = await buyer.api.showMyOrder({ order_id: orderId })
  expect(order.timeline).toHaveLength(4)
  await checkInvariants(market.db, null)
})

describe('awaiting payment', () => {
  test('R50.2a an unpaid order counts down 72 hours and is then closed, its stock given back', async () => {
    const store = await market.store()
    const buyer = await market.person()
    const product = await market.product(store, { stock: 3 })
    const payment = await market.buy(buyer, [product.variantId], { method: 'card_refused', units: 2 })
    expect(payment).toMatchObject({ state: 'refused', refused_because: 'card_declined' })
    const orderId = payment.orders[0]!
    const order = await buyer.api.showMyOrder({ order_id: orderId })
    expect(order.state).toBe('awaiting_payment')
    const hours = (Date.parse(order.deadline!.due_at) - Date.parse(order.placed_at)) / 3_600_000
    expect([order.deadline!.kind, hours]).toEqual(['orders.pay_by', 72])
    await market.pass({ hours: 71 })
    expect((await buyer.api.showMyOrder({ order_id: orderId })).state).toBe('awaiting_payment')
    expect((await buyer.api.showProduct({ product_id: product.productId })).variants[0]!.available).toBe(1)
    await market.pass({ hours: 2 })
    const closed = await buyer.api.showMyOrder({ order_id: orderId })
    expect([closed.state, closed.closed_cause]).toEqual(['closed', 'unpaid'])
    expect(closed.refunds).toEqual([])
    expect((await buyer.api.showProduct({ product_id: product.productId })).variants[0]!.available).toBe(3)
    await checkInvariants(market.db, market.provider.record)
  })

  test('R50.2b the payment window is a policy value: the next order has the new one, orders before keep theirs', async () => {
    const store = await market.store()
    const buyer = await market.person()
    const operator = await market.person({ operator: true })
    const { variantId } = await market.product(store)
    const before = await market.buy(buyer, [variantId], { method: 'card_refused' })
    await operator.api.setPolicy({ key: 'orders.payment_window_hours', value: 24, reason: 'a shorter window' })
    const after = await market
      .buy(buyer, [variantId], { method: 'card_refused' })
      .finally(() => operator.api.setPolicy({ key: 'orders.payment_window_hours', value: 72, reason: 'back again' }))
    const window = async (id: string) => {
      const order = await buyer.api.showMyOrder({ order_id: id })
      return (Date.parse(order.deadline!.due_at) - Date.parse(order.placed_at)) / 3_600_000
    }
    expect([await window(before.orders[0]!), await window(after.orders[0]!)]).toEqual([72, 24])
  })

  test('R50.3a a payment in progress: not to be shipped, no longer to expire, its stock kept', async () => {
    const store = await market.store()
    const buyer = await market.person()
    const { variantId } = await market.product(store)
    const payment = await market.buy(buyer, [variantId], { method: 'card_pending' })
    expect(payment.state).toBe('in_progress')
    const orderId = payment.orders[0]!
    expect(await refusalOf(market.ship(store, orderId))).toBe('order.wrong_state')
    const order = await buyer.api.showMyOrder({ order_id: orderId })
    expect([order.state, order.deadline]).toEqual(['payment_in_progress', null])
    await market.provider.resolve(payment.payment_id, 'captured')
    await expect.poll(async () => (await buyer.api.showMyOrder({ order_id: orderId })).state).toBe('awaiting_shipment')
    await market.settle()
    await checkInvariants(market.db, market.provider.record)
  })

  test('R50.3b the buyer cancels a payment in progress without the seller; money that still comes goes back', async () => {
    const store = await market.store()
    const buyer = await market.person()
    const { variantId } = await market.product(store)
    const payment = await market.buy(buyer, [variantId], { method: 'card_pending' })
    const orderId = payment.orders[0]!
    await buyer.api.cancelOrder({ order_id: orderId })
    expect((await buyer.api.showMyOrder({ order_id: orderId })).closed_cause).toBe('canceled_by_buyer')
    await market.provider.resolve(payment.payment_id, 'captured')
    await expect.poll(async () => (await buyer.api.showMyOrder({ order_id: orderId })).refunds.length).toBe(1)
    await market.settle()
    const order = await buyer.api.showMyOrder({ order_id: orderId })
    expect(order.refunds[0]).toMatchObject({ state: 'done', reason: 'paid_too_late', amount: order.total })
    expect(order.state).toBe('closed')
    await checkInvariants(market.db, market.provider.record)
  })

  test('R50.3c funds not confirmed within 24 hours: the provider is asked, and what it says holds', async () => {
    const store = await market.store()
    const buyer = await market.person()
    const { variantId } = await market.product(store)
    const payment = await market.buy(buyer, [variantId], { method: 'card_redirect' })
    expect(payment).toMatchObject({ state: 'redirect', redirect_url: expect.stringContaining('/challenge/') })
    await market.pass({ hours: 25 })
    const purchase = await buyer.api.showPurchase({ purchase_id: payment.purchase_id })
    expect(purchase.payments.map(p => p.state)).toEqual(['canceled'])
    expect(purchase.orders.map(o => o.state)).toEqual(['awaiting_payment'])
    await checkInvariants(market.db, market.provider.record)
  })
})

describe('reservation', () => {
  test('R50.9a reserved at order: the units are gone for others as soon as it is placed', async () => {
    const store = await market.store()
    const { variantId } = await market.product(store, { stock: 1, reserveAt: 'order' })
    const other = await market.person()
    const expected_total_minor = await market.fill(other, [variantId])
    await market.buy(await market.person(), [variantId], { method: 'card_refused' })
    const late = other.api.placePurchase({ method: 'card_ok', expected_total_minor })
    expect(await refusalOf(late)).toBe('stock.insufficient')
    expect((await other.api.listMyOrders({})).items).toEqual([])
  })

  test('R50.9b reserved at payment: a failed payment frees the units; who pays first has them, the other is refused before a card is asked', async () => {
    const store = await market.store()
    const { variantId, productId } = await market.product(store, { stock: 1, reserveAt: 'payment' })
    const [first, second] = [await market.person(), await market.person()]
    const waiting = await market.buy(first, [variantId], { method: 'card_refused' })
    expect((await first.api.showProduct({ product_id: productId })).variants[0]!.available).toBe(1)
    expect((await market.buy(second, [variantId])).state).toBe('paid')
    const asked = market.provider.record.payments.size
    const again = first.api.payPurchase({ purchase_id: waiting.purchase_id, method: 'card_ok' })
    expect(await refusalOf(again)).toBe('stock.insufficient')
    expect(market.provider.record.payments.size).toBe(asked)
    await checkInvariants(market.db, market.provider.record)
  })

  test('R50.9c reserved at payment: money that finds no stock is refunded at once, and the order is not counted', async () => {
    const store = await market.store()
    const { variantId } = await market.product(store, { stock: 1, reserveAt: 'payment' })
    const slow = await market.person()
    const payment = await market.buy(slow, [variantId], { method: 'card_redirect' })
    // the bank page stays open so long that the attempt is canceled and the unit released …
    await cancelHere(payment.orders[0]!)
    // … somebody else buys it, and then the bank captures the payment after all
    expect((await market.buy(await market.person(), [variantId])).state).toBe('paid')
    await market.provider.resolve(payment.payment_id, 'captured')
    await expect.poll(async () => (await slow.api.showMyOrder({ order_id: payment.orders[0]! })).state).toBe('closed')
    await market.settle()
    const order = await slow.api.showMyOrder({ order_id: payment.orders[0]! })
    expect([order.closed_cause, order.refunds.map(refund => refund.state)]).toEqual(['paid_too_late', ['done']])
    await checkInvariants(market.db, market.provider.record)
  })

  test('R50.3b an order paid twice: the second payment is refunded, and neither the store’s share nor the receipt changes', async () => {
    const store = await market.store()
    const { variantId } = await market.product(store)
    const buyer = await market.person()
    const slow = await market.buy(buyer, [variantId], { method: 'card_redirect' })
    const order_id = slow.orders[0]!
    await cancelHere(order_id)
    await buyer.api.payPurchase({ purchase_id: slow.purchase_id, method: 'card_ok' })
    const before = await store.owner.api.showStoreOrder({ order_id })
    const receipt = await buyer.api.downloadReceipt({ order_id })

    await market.provider.resolve(slow.payment_id, 'captured')
    await expect.poll(async () => (await buyer.api.showMyOrder({ order_id })).refunds.length).toBe(1)
    await market.settle()
    const order = await store.owner.api.showStoreOrder({ order_id })
    expect(order.refunds[0]).toMatchObject({ amount: order.total, reason: 'paid_too_late', state: 'done' })
    expect(order.state).toBe('awaiting_shipment')
    expect([order.receives, order.commission]).toEqual([before.receives, before.commission])
    expect(order.receives!.amount_minor).toBeGreaterThan(0)
    expect((await buyer.api.downloadReceipt({ order_id })).bytes.equals(receipt.bytes)).toBe(true)
    await checkInvariants(market.db, market.provider.record)
  })

  test('R50.9d the seller may change the rule any time; orders placed before keep theirs', async () => {
    const store = await market.store()
    const { variantId, productId } = await market.product(store, { stock: 2, reserveAt: 'order' })
    const early = await market.buy(await market.person(), [variantId], { method: 'card_refused' })
    const { revision } = await store.owner.api.showStoreProduct({ product_id: productId })
    await store.owner.api.updateProduct({ product_id: productId, revision, reserve_at: 'payment' })
    const late = await market.buy(await market.person(), [variantId], { method: 'card_refused' })
    const reserved = async (order: string) => {
      const { storeId, id } = keyOf('ord', order)
      const lines = await sql<{ reserved: number }>`
        select reserved from orders.lines where store_id = ${storeId} and order_id = ${id}`.execute(market.db.read)
      return lines.rows[0]!.reserved
    }
    expect([await reserved(early.orders[0]!), await reserved(late.orders[0]!)]).toEqual([1, 0])
  })
})

describe('shipping', () => {
  test('R51.1a a carrier of the template with a number of its format moves the order and shows the parcel', async () => {
    const { store, buyer, orderId } = await paidOrder()
    const number = '1234567891'
    await store.owner.api.shipOrder({ order_id: orderId, carrier: 'dhl', tracking_number: ' 12345 67891 ' })
    const order = await buyer.api.showMyOrder({ order_id: orderId })
    expect(order.state).toBe('awaiting_receipt')
    expect(order.shipments).toMatchObject([{ carrier_name: 'DHL', tracking_number: number }])
    expect(order.shipments[0]!.tracking_url).toContain(number)
  })

  test('R51.1b a number that is not of the carrier’s format is refused, and so is one used before', async () => {
    const { store, orderId } = await paidOrder()
    const ship = (tracking_number: string) =>
      store.owner.api.shipOrder({ order_id: orderId, carrier: 'dhl', tracking_number })
    expect(await refusalOf(ship('ABC'))).toBe('order.tracking_malformed')
    const buyer = await market.person()
    const { variantId } = await market.product(store)
    const other = await market.buy(buyer, [variantId])
    await store.owner.api.shipOrder({ order_id: other.orders[0]!, carrier: 'dhl', tracking_number: '5555555551' })
    expect(await refusalOf(ship('5555555551'))).toBe('order.tracking_used')
    expect((await store.owner.api.showStoreOrder({ order_id: orderId })).state).toBe('awaiting_shipment')
  })

  test('R51.1c not shipped in time: closed, all money back, the stock too', async () => {
    await market.setClock('2026-11-23T09:00:00Z')
    const { store, buyer, product, orderId } = await paidOrder({ processingDays: 2 })
    const due = (await store.owner.api.showStoreOrder({ order_id: orderId })).deadline!
    expect(due).toMatchObject({ kind: 'orders.ship_by', due_at: expect.stringMatching(/^2026-11-25T09:00:/) })
    await market.pass({ hours: 49 })
    const order = await buyer.api.showMyOrder({ order_id: orderId })
    expect([order.state, order.closed_cause]).toEqual(['closed', 'not_shipped'])
    expect(order.refunds).toMatchObject([{ state: 'done', reason: 'not_shipped', amount: order.total }])
    expect((await buyer.api.showProduct({ product_id: product.productId })).variants[0]!.available).toBe(10)
    expect((await store.owner.api.showBalance({})).available.amount_minor).toBe(0)
    await checkInvariants(market.db, market.provider.record)
  })

  test('R51.3a the longest processing time among the lines counts', async () => {
    await market.setClock('2026-11-23T09:00:00Z')
    const store = await market.store()
    const quick = await market.product(store, { processingDays: 1 })
    const slow = await market.product(store, { processingDays: 4 })
    const buyer = await market.person()
    const { orders } = await market.buy(buyer, [quick.variantId, slow.variantId])
    expect(orders).toHaveLength(1)
    const order = await buyer.api.showMyOrder({ order_id: orders[0]! })
    expect(order.deadline!.due_at).toMatch(/^2026-11-27T09:00:/)
  })

  test('R51.3b without a processing time a product has the policy’s three working days, and more than its maximum is refused', async () => {
    const store = await market.store()
    const draft = {
      title: 'A thing',
      template_id: store.templateId,
      variants: [{ name: 'One', sku: 'p-1', price_minor: 100, on_hand: 1 }],
    }
    const { id } = await store.owner.api.createProduct(draft)
    expect((await store.owner.api.showStoreProduct({ product_id: id })).processing_days).toBe(3)
    const long = store.owner.api.createProduct({ ...draft, processing_days: 16 })
    expect(await refusalOf(long)).toBe('product.incomplete')
  })

  test('R51.5a an unlisted carrier is refused, or added to the template in the same step', async () => {
    const { store, orderId } = await paidOrder()
    const ship = (add_to_template: boolean) =>
      store.owner.api.shipOrder({
        order_id: orderId,
        carrier: 'ups',
        tracking_number: '1Z12345E0205271688',
        add_to_template,
      })
    expect(await refusalOf(ship(false))).toBe('order.carrier_not_in_template')
    const carriers = async () =>
      (await store.owner.api.showTemplate({ template_id: store.templateId })).zones.map(zone => [
        zone.countries,
        Object.entries(zone.rates).map(([service, rate]) => [service, 'ups' in rate.carriers]),
      ])
    const [FR, DE] = [['FR'], ['DE']]
    expect(await carriers()).toEqual([
      [
        FR,
        [
          ['standard', false],
          ['express', false],
        ],
      ],
      [DE, [['standard', false]]],
    ])
    await ship(true)
    expect(await carriers()).toEqual([
      [
        FR,
        [
          ['standard', true],
          ['express', false],
        ],
      ],
      [DE, [['standard', false]]],
    ])
  })

  test('R51.5b with several templates in an order, a carrier of any of them will do', async () => {
    const store = await market.store({ carriers: ['dhl'] })
    const second = await store.owner.api.createTemplate({
      name: 'Large',
      zones: [
        {
          countries: ['FR'],
          rates: { standard: { price_minor: 900, carriers: { gls: { min_days: 3, max_days: 9 } } } },
        },
      ],
    })
    const small = await market.product(store)
    const large = await market.product({ ...store, templateId: second.id })
    const { orders } = await market.buy(await market.person(), [small.variantId, large.variantId])
    await store.owner.api.shipOrder({ order_id: orders[0]!, carrier: 'gls', tracking_number: 'AB12345678' })
    expect((await store.owner.api.showStoreOrder({ order_id: orders[0]! })).state).toBe('awaiting_receipt')
  })

  test('R51.5c closed by ship-by is final: a late tracking entry is refused', async () => {
    const { store, orderId } = await paidOrder()
    await market.pass({ hours: 24 * 8 })
    expect(await refusalOf(market.ship(store, orderId))).toBe('order.wrong_state')
    const order = await store.owner.api.showStoreOrder({ order_id: orderId })
    expect([order.state, order.shipments]).toEqual(['closed', []])
  })

  test('R52.1a there is no way for a seller to cancel', async () => {
    const { store, orderId } = await paidOrder()
    expect(await refusalOf(store.owner.api.cancelOrder({ order_id: orderId }))).toBe('order.not_found')
    expect((await store.owner.api.showStoreOrder({ order_id: orderId })).state).toBe('awaiting_shipment')
  })
})

describe('ship-by', () => {
  const shipBy = async (paid_at: string, working_days: number, time_zone = 'Europe/Paris') =>
    (await market.as(null).api.calculateShipBy({ paid_at, working_days, country: 'FR', time_zone })).ship_by

  test('R56.1a an order paid on a Saturday is due as if it were Monday', async () => {
    await market.setClock('2027-01-16T09:00:00Z') // a Saturday, 10:00 in Paris
    await market.settle()
    const { store, orderId } = await paidOrder({ processingDays: 2 })
    const order = await store.owner.api.showStoreOrder({ order_id: orderId })
    expect(order.deadline).toMatchObject({
      kind: 'orders.ship_by',
      due_at: expect.stringMatching(/^2027-01-20T09:00:/),
    })
    expect(await shipBy('2026-11-20T17:00:00Z', 2)).toBe('2026-11-24T17:00:00Z') // Friday 18:00
    expect(await shipBy('2026-11-22T09:00:00Z', 2)).toBe('2026-11-26T09:00:00Z') // Sunday 10:00
  })

  test('R56.1b R56.1c public holidays of the store’s country neither start the count nor are counted', async () => {
    await sql`insert into platform.holidays values ('FR', '2026-11-11', 'Armistice Day') on conflict do nothing`.execute(
      market.db.read,
    )
    await market.db.holidays.load(market.db.read)
    expect(await shipBy('2026-11-11T14:00:00Z', 2)).toBe('2026-11-15T23:00:00Z') // from Thursday 00:00 in Paris
    expect(await shipBy('2026-11-10T11:00:00Z', 2)).toBe('2026-11-13T11:00:00Z')
  })

  test('R56.1d the same instant is Friday in Paris and Saturday in Shanghai', async () => {
    expect(await shipBy('2026-11-20T22:30:00Z', 1)).toBe('2026-11-23T22:30:00Z')
    expect(await shipBy('2026-11-20T22:30:00Z', 1, 'Asia/Shanghai')).toBe('2026-11-23T22:30:00Z')
    expect(await shipBy('2026-11-20T22:30:00Z', 5)).toBe('2026-11-27T22:30:00Z')
    expect(await shipBy('2026-11-20T22:30:00Z', 5, 'Asia/Shanghai')).toBe('2026-11-29T22:30:00Z')
  })
})

describe('receipt and release', () => {
  test('R50.5a R70.1a the buyer’s confirmation completes the order and releases its money, net of commission', async () => {
    const { store, buyer, orderId } = await paidOrder()
    await market.ship(store, orderId)
    expect(await store.owner.api.showBalance({})).toMatchObject({
      available: { amount_minor: 0 },
      escrow: { amount_minor: 2_490 },
    })
    await buyer.api.confirmReceipt({ order_id: orderId })
    expect(await store.owner.api.showBalance({})).toMatchObject({
      available: { amount_minor: 2_490 - 140 }, // 7 % of the items, none on shipping
      escrow: { amount_minor: 0 },
    })
    const { items } = await store.owner.api.listMovements({})
    expect(items).toMatchObject([{ gross: { amount_minor: 2_490 }, commission: { amount_minor: 140 } }])
    await checkInvariants(market.db, market.provider.record)
  })

  test('R50.6a delivered and silent: protection of 15 days from the delivered event, then completed and released', async () => {
    const { store, buyer, orderId } = await paidOrder()
    await market.ship(store, orderId)
    await market.pass({ hours: 24 * 5 })
    const delivered = await buyer.api.showMyOrder({ order_id: orderId })
    expect(delivered.received_at).toBe(delivered.shipments[0]!.delivered_at)
    const days = (Date.parse(delivered.deadline!.due_at) - Date.parse(delivered.received_at!)) / 86_400_000
    expect([delivered.deadline!.kind, days]).toEqual(['orders.complete_by', 15])
    await market.pass({ hours: 24 * 16 })
    const completed = await buyer.api.showMyOrder({ order_id: orderId })
    expect(completed.state).toBe('completed')
    expect(completed.timeline.at(-1)).toMatchObject({ name: 'complete', actor: 'clock', reason: 'protection over' })
    expect((await store.owner.api.showBalance({})).available.amount_minor).toBe(2_350)
    await checkInvariants(market.db, market.provider.record)
  })

  test('R50.6b no delivered event: receipt is the ship instant plus the longest delivery time', async () => {
    const { store, buyer, orderId } = await paidOrder()
    await market.ship(store, orderId, { lost: true })
    const shipped = await buyer.api.showMyOrder({ order_id: orderId })
    const days = (Date.parse(shipped.deadline!.due_at) - Date.parse(shipped.shipped_at!)) / 86_400_000
    expect(days).toBe(5 + 15)
    await market.pass({ hours: 24 * 20 + 1 })
    const completed = await buyer.api.showMyOrder({ order_id: orderId })
    expect(completed.state).toBe('completed')
    expect((Date.parse(completed.received_at!) - Date.parse(completed.shipped_at!)) / 86_400_000).toBe(5)
    await checkInvariants(market.db, market.provider.record)
  })

  test('R50.10a closed orders carry their cause, completed ones none', async () => {
    const { store, buyer, orderId } = await paidOrder()
    await market.ship(store, orderId)
    await buyer.api.confirmReceipt({ order_id: orderId })
    const { items } = await buyer.api.listMyOrders({})
    expect(items).toMatchObject([{ state: 'completed', closed_cause: null }])
    const broken = sql`update orders.orders set closed_cause = 'unpaid' where state = 'completed'`.execute(
      market.db.read,
    )
    await expect(broken).rejects.toThrow(/check constraint/)
  })
})
