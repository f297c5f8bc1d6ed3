import { describe, expect, test } from 'vitest'
import { type PaymentProvider, paymentProvider } from '#payments/index.ts'
import { sign } from '#payments/providers/signature.ts'
import { sql } from '#platform/db.ts'
import { newId, publicId } from '#platform/ids.ts'
import { Refusal } from '#platform/refusal.ts'
import { checkInvariants } from '../../test/invariants.ts'
import { openMarket, providerSecret, refusalOf } from '../../test/market.ts'

const market = openMarket({ webhookCopies: 3 })

async function twoStores(options: { stock?: number; reserveAt?: 'order' | 'payment' } = {}) {
  const [a, b] = [await market.store(), await market.store()]
  const [first, second] = [await market.product(a, options), await market.product(b, options)]
  return { stores: [a, b], variants: [first.variantId, second.variantId], products: [first, second] }
}

/** Runs `body` with a provider that behaves differently. */
async function withProvider(change: (real: PaymentProvider) => Partial<PaymentProvider>, body: () => Promise<void>) {
  const real = paymentProvider.of(market.db)
  paymentProvider.plug(market.db, { ...real, ...change(real) })
  try {
    await body()
  } finally {
    paymentProvider.plug(market.db, real)
  }
}

const codes = (results: PromiseSettledResult<unknown>[]): string[] =>
  results.map(result =>
    result.status === 'fulfilled'
      ? 'done'
      : result.reason instanceof Refusal
        ? result.reason.code
        : String(result.reason),
  )

test('R50.1d what a buyer pays at once becomes one purchase, with one order per store', async () => {
  const { variants } = await twoStores()
  const buyer = await market.person()
  const payment = await market.buy(buyer, variants)
  expect(payment).toMatchObject({ state: 'paid', amount: { amount_minor: 4_980, currency: 'EUR' } })
  expect(payment.orders).toHaveLength(2)
  const purchase = await buyer.api.showPurchase({ purchase_id: payment.purchase_id })
  expect(purchase.orders.map(order => [order.state, order.total.amount_minor])).toEqual([
    ['awaiting_shipment', 2_490],
    ['awaiting_shipment', 2_490],
  ])
  expect(purchase.due.amount_minor).toBe(0)
  expect((await buyer.api.showCart({})).units).toBe(0)
  await market.settle()
  await checkInvariants(market.db, market.provider.record)
})

describe('what is refused changes nothing', () => {
  test('an empty cart, no address, a country nobody delivers to', async () => {
    const { variants } = await twoStores()
    const buyer = await market.person()
    const place = () => buyer.api.placePurchase({ method: 'card_ok', expected_total_minor: 1 })
    expect(await refusalOf(place())).toBe('cart.empty')
    await buyer.api.addToCart({ variant_id: variants[0]! })
    expect(await refusalOf(place())).toBe('checkout.no_address')
    await market.fill(buyer, [], { country: 'PT' })
    expect(await refusalOf(place())).toBe('cart.not_delivered_there')
    expect((await buyer.api.listMyOrders({})).items).toEqual([])
  })

  test('a total that is no longer what the buyer saw', async () => {
    const { stores, variants, products } = await twoStores()
    const buyer = await market.person()
    const total = await market.fill(buyer, variants)
    const form = await stores[0]!.owner.api.showStoreProduct({ product_id: products[0]!.productId })
    await stores[0]!.owner.api.updateProduct({
      product_id: form.id,
      revision: form.revision,
      variants: form.variants.map(({ id }) => ({ id, price_minor: 2_500 })),
    })
    const place = buyer.api.placePurchase({ method: 'card_ok', expected_total_minor: total })
    await expect(place).rejects.toMatchObject({ code: 'checkout.total_changed', params: { total_minor: total + 500 } })
    expect((await buyer.api.showCart({})).total.amount_minor).toBe(total + 500)
  })

  test('a product taken off sale, a variant that is short', async () => {
    const { stores, variants, products } = await twoStores({ stock: 2 })
    const buyer = await market.person()
    const total = await market.fill(buyer, variants)
    await buyer.api.setCartLine({ variant_id: variants[1]!, units: 2 })
    await market.setStock(stores[1]!, variants[1]!, 1)
    const cart = await buyer.api.showCart({})
    expect([cart.ready, cart.stores[1]!.lines[0]!.problem]).toEqual([false, 'too_few'])
    const short = buyer.api.placePurchase({ method: 'card_ok', expected_total_minor: cart.total.amount_minor })
    await expect(short).rejects.toMatchObject({ code: 'stock.insufficient', params: { variants: [variants[1]] } })
    await stores[0]!.owner.api.unlistProduct({ product_id: products[0]!.productId })
    const gone = buyer.api.placePurchase({ method: 'card_ok', expected_total_minor: total })
    expect(await refusalOf(gone)).toBe('cart.not_on_sale')
    await checkInvariants(market.db, market.provider.record)
  })
})

describe('everything may arrive twice', () => {
  test('ten equal clicks with one key: one purchase, one payment, ten equal answers', async () => {
    const { variants } = await twoStores()
    const buyer = await market.person()
    const total = await market.fill(buyer, variants)
    const paid = market.provider.record.payments.size
    const clicks = await Promise.all(
      Array.from({ length: 10 }, () =>
        buyer.api.placePurchase({ method: 'card_ok', expected_total_minor: total }, 'one click'),
      ),
    )
    expect(new Set(clicks.map(answer => answer.purchase_id)).size).toBe(1)
    expect(clicks.every(answer => answer.state === 'paid')).toBe(true)
    expect(market.provider.record.payments.size).toBe(paid + 1)
    expect((await buyer.api.listMyOrders({})).items).toHaveLength(2)
    await checkInvariants(market.db, market.provider.record)
  })

  test('the same key with another body is refused', async () => {
    const { variants } = await twoStores()
    const buyer = await market.person()
    await market.buy(buyer, variants, { key: 'k' })
    const other = buyer.api.placePurchase({ method: 'card_refused', expected_total_minor: 4_980 }, 'k')
    expect(await refusalOf(other)).toBe('request.key_reused')
  })

  test('one cart placed from two windows, each with its own key: one purchase', async () => {
    const { variants } = await twoStores()
    const buyer = await market.person()
    const total = await market.fill(buyer, variants)
    const results = await Promise.allSettled(
      ['left', 'right'].map(key => buyer.api.placePurchase({ method: 'card_ok', expected_total_minor: total }, key)),
    )
    expect(codes(results).sort()).toEqual(['cart.empty', 'done'])
    expect((await buyer.api.listMyOrders({})).items).toHaveLength(2)
    await checkInvariants(market.db, market.provider.record)
  })

  test('one purchase paid from two windows: one payment', async () => {
    const { variants } = await twoStores()
    const buyer = await market.person()
    const { purchase_id } = await market.buy(buyer, variants, { method: 'card_refused' })
    const results = await Promise.allSettled(
      ['left', 'right'].map(key => buyer.api.payPurchase({ purchase_id, method: 'card_ok' }, key)),
    )
    const [done, refused] = codes(results).sort()
    expect(done).toBe('done')
    expect(['payment.in_progress', 'payment.nothing_due']).toContain(refused)
    const purchase = await buyer.api.showPurchase({ purchase_id })
    expect(purchase.payments.filter(payment => payment.state === 'captured')).toHaveLength(1)
    await checkInvariants(market.db, market.provider.record)
  })

  test('adding to the cart twice with one key adds once', async () => {
    const { variants } = await twoStores()
    const buyer = await market.person()
    for (let i = 0; i < 3; i++) await buyer.api.addToCart({ variant_id: variants[0]!, units: 2 }, 'add')
    expect((await buyer.api.showCart({})).units).toBe(2)
    await buyer.api.addToCart({ variant_id: variants[0]!, units: 2 })
    expect((await buyer.api.showCart({})).units).toBe(4)
  })
})

describe('races', () => {
  test('R50.9e twenty buyers, one unit: one has it, nineteen are refused, nothing is left or lost', async () => {
    const store = await market.store()
    const { variantId, productId } = await market.product(store, { stock: 1 })
    const buyers = await Promise.all(Array.from({ length: 20 }, () => market.person()))
    // carts first: one filled after the sale would be refused before it is placed
    const totals = await Promise.all(buyers.map(buyer => market.fill(buyer, [variantId])))
    const results = await Promise.allSettled(
      buyers.map(({ api }, n) => api.placePurchase({ method: 'card_ok', expected_total_minor: totals[n]! })),
    )
    const outcomes = codes(results)
    expect(outcomes.filter(code => code === 'done')).toHaveLength(1)
    expect(outcomes.filter(code => code === 'stock.insufficient')).toHaveLength(19)
    expect((await buyers[0]!.api.showProduct({ product_id: productId })).variants[0]!.available).toBe(0)
    await checkInvariants(market.db, market.provider.record)
  })

  test('buyers of the same two stores in either order do not wait for each other for ever', async () => {
    const { variants } = await twoStores({ stock: 1_000 })
    const buyers = await Promise.all(Array.from({ length: 16 }, () => market.person()))
    const results = await Promise.allSettled(
      buyers.map((buyer, i) => market.buy(buyer, i % 2 ? variants : variants.toReversed())),
    )
    expect(new Set(codes(results))).toEqual(new Set(['done']))
    await checkInvariants(market.db, market.provider.record)
  })
})

describe('the provider fails in the middle', () => {
  test('it charged, and we never heard: a repeat of the same click finds the payment and charges nothing twice', async () => {
    const { variants } = await twoStores()
    const buyer = await market.person()
    const total = await market.fill(buyer, variants)
    const place = () => buyer.api.placePurchase({ method: 'card_ok', expected_total_minor: total }, 'click')
    const before = market.provider.record.account().captured_minor
    await withProvider(
      real => ({
        charge: async charge => {
          await real.charge(charge)
          throw Object.assign(new Error('connection lost'), { code: 'ECONNRESET' })
        },
      }),
      async () => expect(await refusalOf(place())).toBe('request.unavailable'),
    )
    expect((await buyer.api.listMyOrders({})).items.map(order => order.state)).toEqual([
      'awaiting_payment',
      'awaiting_payment',
    ])
    expect((await place()).state).toBe('paid')
    expect(market.provider.record.account().captured_minor - before).toBe(total)
    await market.settle()
    await checkInvariants(market.db, market.provider.record)
  })

  test('it charged, we never heard, and nobody clicks again: the clock asks and settles', async () => {
    const { variants } = await twoStores()
    const buyer = await market.person()
    const total = await market.fill(buyer, variants)
    await withProvider(
      real => ({
        charge: async charge => {
          await real.charge(charge)
          throw new Error('the process died here')
        },
      }),
      async () => {
        await expect(buyer.api.placePurchase({ method: 'card_ok', expected_total_minor: total })).rejects.toThrow()
      },
    )
    await market.pass({ minutes: 16 })
    expect((await buyer.api.listMyOrders({})).items.map(order => order.state)).toEqual([
      'awaiting_shipment',
      'awaiting_shipment',
    ])
    await checkInvariants(market.db, market.provider.record)
  })

  test('the charge never reached it: the attempt is canceled for ever and the buyer can pay', async () => {
    const { variants } = await twoStores()
    const buyer = await market.person()
    const total = await market.fill(buyer, variants)
    await withProvider(
      () => ({ charge: () => Promise.reject(Object.assign(new Error('down'), { code: 'ECONNREFUSED' })) }),
      async () => {
        const place = buyer.api.placePurchase({ method: 'card_ok', expected_total_minor: total })
        expect(await refusalOf(place)).toBe('request.unavailable')
      },
    )
    const [order] = (await buyer.api.listMyOrders({})).items
    const pay = () => buyer.api.payPurchase({ purchase_id: order!.purchase_id, method: 'card_ok' })
    expect(await refusalOf(pay())).toBe('payment.in_progress')
    await market.pass({ minutes: 16 })
    expect((await pay()).state).toBe('paid')
    await checkInvariants(market.db, market.provider.record)
  })

  test('refunds are sent again until the provider took them, once', async () => {
    const store = await market.store()
    const { variantId } = await market.product(store)
    const buyer = await market.person()
    const payment = await market.buy(buyer, [variantId])
    const tries = new Map<string, number>()
    const ofFirst = () => [...tries.values()][0]!
    let down = true
    let failed = 0
    await withProvider(
      real => ({
        refund: async refund => {
          await real.refund(refund)
          tries.set(refund.id, (tries.get(refund.id) ?? 0) + 1)
          if (down && refund.id === [...tries.keys()][0]) throw new Error('connection lost')
        },
      }),
      async () => {
        await market.pass({ hours: 24 * 6 })
        failed = ofFirst() // more than once where the minutes passed slowly
        const { api } = await market.person({ operator: true })
        expect((await api.listDeadlines({ which: 'failed' })).items[0]).toMatchObject({
          kind: 'payments.send_refund',
          attempts: failed,
          error: expect.stringContaining('connection lost'),
        })
        down = false
        await sql`update platform.deadlines set retry_at = null where attempts > 0`.execute(market.db.read)
        await market.settle()
      },
    )
    expect(ofFirst()).toBe(failed + 1)
    expect(Math.max(...[...tries.values()].slice(1), 1)).toBe(1)
    const order = await buyer.api.showMyOrder({ order_id: payment.orders[0]! })
    expect(order.refunds.map(refund => refund.state)).toEqual(['done'])
    await checkInvariants(market.db, market.provider.record)
  })
})

describe('webhooks', () => {
  const send = (body: object, secret = providerSecret, at = Date.now()) => {
    const text = JSON.stringify(body)
    return fetch(`${market.db.publicUrl}/api/payments/webhook`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'sandbox-signature': sign(secret, text, Math.floor(at / 1000)) },
      body: text,
    })
  }

  test('copies and latecomers change nothing: captured stays captured', async () => {
    const { variants } = await twoStores()
    const buyer = await market.person()
    const payment = await market.buy(buyer, variants, { method: 'card_pending' })
    await market.provider.resolve(payment.payment_id, 'captured') // three copies at once
    const states = async () => (await buyer.api.listMyOrders({})).items.map(order => order.state)
    await expect.poll(states).toEqual(['awaiting_shipment', 'awaiting_shipment'])
    const late = { eventId: newId(), id: payment.payment_id, outcome: { state: 'refused', ref: 'x', because: 'late' } }
    expect((await send(late)).status).toBe(200)
    const pending = { eventId: newId(), id: payment.payment_id, outcome: { state: 'pending', ref: 'x' } }
    expect((await send(pending)).status).toBe(200)
    expect(await states()).toEqual(['awaiting_shipment', 'awaiting_shipment'])
    await market.settle()
    await checkInvariants(market.db, market.provider.record)
  })

  test('a capture before the refusal that it overtook still pays', async () => {
    const { variants } = await twoStores()
    const buyer = await market.person()
    const payment = await market.buy(buyer, variants, { method: 'card_redirect' })
    const refused = {
      eventId: newId(),
      id: payment.payment_id,
      outcome: { state: 'refused', ref: 'x', because: 'timeout' },
    }
    await send(refused)
    expect((await buyer.api.showPurchase({ purchase_id: payment.purchase_id })).orders[0]!.state).toBe(
      'awaiting_payment',
    )
    await market.provider.resolve(payment.payment_id, 'captured')
    await expect
      .poll(async () => (await buyer.api.listMyOrders({})).items.map(order => order.state))
      .toEqual(['awaiting_shipment', 'awaiting_shipment'])
    await checkInvariants(market.db, market.provider.record)
  })

  test('unsigned, wrongly signed and old ones are refused and do nothing', async () => {
    const { variants } = await twoStores()
    const buyer = await market.person()
    const payment = await market.buy(buyer, variants, { method: 'card_pending' })
    const forged = { eventId: newId(), id: payment.payment_id, outcome: { state: 'captured', ref: 'x' } }
    expect((await send(forged, 'another secret')).status).toBe(403)
    expect((await send(forged, providerSecret, Date.now() - 10 * 60_000)).status).toBe(403)
    const bare = await fetch(`${market.db.publicUrl}/api/payments/webhook`, {
      method: 'POST',
      body: JSON.stringify(forged),
    })
    expect(bare.status).toBe(403)
    expect((await buyer.api.showPurchase({ purchase_id: payment.purchase_id })).orders[0]!.state).toBe(
      'payment_in_progress',
    )
  })

  test('signed and malformed, or of a state we do not know: refused, and not noted as seen', async () => {
    const { variants } = await twoStores()
    const buyer = await market.person()
    const payment = await market.buy(buyer, variants, { method: 'card_pending' })
    const good = { eventId: newId(), id: payment.payment_id, outcome: { state: 'captured', ref: 'x' } }
    const malformed = [
      {},
      null,
      [],
      'text',
      { ...good, id: undefined },
      { ...good, id: 'pay_x' },
      { ...good, eventId: undefined },
      { ...good, eventId: 'x\0y' },
      { ...good, eventId: 'x'.repeat(300) },
      { ...good, outcome: null },
      { ...good, outcome: { state: 'refused', ref: 'x' } },
      { ...good, outcome: { state: 'captured', ref: 'x\0' } },
      { ...good, outcome: { state: 'refused', ref: 'x', because: '\ud800' } },
      { ...good, outcome: { state: 'chargeback', ref: 'x' } },
    ]
    for (const body of malformed) expect((await send(body as object)).status, JSON.stringify(body)).toBe(400)
    for (const text of ['', '{"eventId":', '\udfff']) {
      const signature = sign(providerSecret, text, Math.floor(Date.now() / 1000))
      const answer = await fetch(`${market.db.publicUrl}/api/payments/webhook`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'sandbox-signature': signature },
        body: text,
      })
      expect([400, 403], text).toContain(answer.status) // half a surrogate pair becomes another text when sent
    }
    expect((await buyer.api.showPurchase({ purchase_id: payment.purchase_id })).orders[0]!.state).toBe(
      'payment_in_progress',
    )
    await market.provider.resolve(payment.payment_id, 'captured')
    expect((await send(good)).status).toBe(200) // the key of malformed requests was not used up
    expect((await buyer.api.showPurchase({ purchase_id: payment.purchase_id })).orders[0]!.state).toBe(
      'awaiting_shipment',
    )
    await market.settle()
    await checkInvariants(market.db, market.provider.record)
  })

  test('one about a payment we never made is refused', async () => {
    const stranger = {
      eventId: newId(),
      id: publicId('pay', newId(), newId()),
      outcome: { state: 'captured', ref: 'x' },
    }
    expect((await send(stranger)).status).toBe(404)
  })
})

test('R50.3d coming back from the bank: the page asks how it went, and the purchase is paid', async () => {
  const { variants } = await twoStores()
  const buyer = await market.person()
  const payment = await market.buy(buyer, variants, { method: 'card_redirect' })
  expect((await buyer.api.showPayment({ payment_id: payment.payment_id })).state).toBe('redirect')
  const bank = await fetch(payment.redirect_url!, {
    method: 'POST',
    body: new URLSearchParams({ outcome: 'captured' }),
    redirect: 'manual',
  })
  expect(bank.headers.get('location')).toBe(`${market.db.publicUrl}/checkout/return/${payment.payment_id}`)
  expect((await buyer.api.showPayment({ payment_id: payment.payment_id })).state).toBe('paid')
  const stranger = await market.person()
  expect(await refusalOf(stranger.api.showPayment({ payment_id: payment.payment_id }))).toBe('purchase.not_found')
})

test('R50.3e canceling one order of a purchase leaves the other to be paid, alone', async () => {
  const { variants } = await twoStores()
  const buyer = await market.person()
  const payment = await market.buy(buyer, variants, { method: 'card_refused' })
  await buyer.api.cancelOrder({ order_id: payment.orders[0]! })
  const again = await buyer.api.payPurchase({ purchase_id: payment.purchase_id, method: 'card_ok' })
  expect(again).toMatchObject({ state: 'paid', amount: { amount_minor: 2_490 }, orders: [payment.orders[1]] })
  await checkInvariants(market.db, market.provider.record)
})

test('R50.3e a repeated call to pay is answered as before, and does not cancel the bank page it opened', async () => {
  const { variants } = await twoStores()
  const buyer = await market.person()
  const { purchase_id } = await market.buy(buyer, variants, { method: 'card_redirect' })
  const pay = (key: string, method = 'card_redirect') => buyer.api.payPurchase({ purchase_id, method }, key)
  const first = await pay('one')
  expect(first.state).toBe('redirect')
  expect(await pay('one')).toEqual(first)
  expect(await refusalOf(pay('one', 'card_ok'))).toBe('request.key_reused')
  expect((await buyer.api.showPayment({ payment_id: first.payment_id })).state).toBe('redirect')
  const second = await pay('two')
  expect((await buyer.api.showPayment({ payment_id: first.payment_id })).state).toBe('refused')
  expect(await pay('one'), 'the answer of that time').toEqual(first)
  expect((await buyer.api.showPayment({ payment_id: second.payment_id })).state).toBe('redirect')
})

test('a guest’s cart comes along at log-in and adds up with the user’s', async () => {
  const { variants } = await twoStores()
  const user = await market.person()
  await user.api.addToCart({ variant_id: variants[0]!, units: 1 })
  const guest = market.as(null)
  expect((await guest.api.showCart({})).units).toBe(0)
  expect(guest.token()).toBeNull()
  await guest.api.addToCart({ variant_id: variants[0]!, units: 2 })
  await guest.api.addToCart({ variant_id: variants[1]!, units: 3 })
  const guestToken = guest.token()
  expect(guestToken).not.toBeNull()
  const { request } = await guest.api.sendCode({ email: user.email, locale: 'en' })
  const mails = (await (await market.person({ operator: true })).api.listMails({ to: user.email })).items
  const code = /\b\d{6}\b/.exec(mails[0]!.text)![0]
  await guest.api.confirmCode({ email: user.email, code, request })
  expect(guest.token()).not.toBe(guestToken)
  const cart = await user.api.showCart({})
  expect(cart.stores.flatMap(store => store.lines.map(line => line.units)).sort()).toEqual([3, 3])
  expect((await guest.api.showCart({})).units).toBe(6)
})
