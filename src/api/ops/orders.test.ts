import { expect, test } from 'vitest'
import { openMarket, refusalOf } from '../../../test/market.ts'

const market = openMarket()

test('E14j one buyer’s orders by e-mail come latest first, in pages without gaps, and narrowed down', async () => {
  const [one, two] = [await market.store(), await market.store()]
  const [a, b] = [await market.product(one), await market.product(two)]
  const [buyer, other] = [await market.person(), await market.person()]
  const operator = await market.person({ operator: true })
  const bought: string[] = []
  for (let n = 0; n < 3; n++) {
    const { orders } = await market.buy(buyer, [a.variantId, b.variantId])
    bought.push(...orders)
    await market.buy(other, [a.variantId])
  }
  const all = await operator.api.listAllOrders({ email: ` ${buyer.email.toUpperCase()}` })
  expect(all.items.map(order => order.id).toSorted()).toEqual(bought.toSorted())
  const placed = all.items.map(order => order.placed_at)
  expect(placed).toEqual(placed.toSorted((a, b) => Date.parse(b) - Date.parse(a)))
  // pages of three: the third order of a page and the first of the next belong to one purchase
  const pages: string[] = []
  for (let after: string | undefined, n = 0; n < 3; n++) {
    const page = await operator.api.listAllOrders({ email: buyer.email, limit: 3, after })
    pages.push(...page.items.map(order => order.id))
    if (!page.next) break
    after = page.next
  }
  expect(pages).toEqual(all.items.map(order => order.id))
  const narrowed = await operator.api.listAllOrders({ email: buyer.email, state: 'awaiting_shipment' })
  expect(narrowed.items).toEqual(all.items)
  expect((await operator.api.listAllOrders({ email: buyer.email, state: 'closed' })).items).toEqual([])
  const today = market.db.clock.now().toZonedDateTimeISO('Europe/Paris').toPlainDate()
  const before = { email: buyer.email, to: today.subtract({ days: 2 }).toString() }
  expect((await operator.api.listAllOrders(before)).items).toEqual([])
  expect((await operator.api.listAllOrders({ email: 'nobody@example.eu' })).items).toEqual([])
})

test('E14n the order page names buyer, payment, deadlines, mails and persons; the address in full is asked for, and recorded', async () => {
  const store = await market.store()
  const { variantId } = await market.product(store)
  const buyer = await market.person()
  const { orders, payment_id } = await market.buy(buyer, [variantId])
  const order_id = orders[0]!
  await store.owner.api.shipOrder({ order_id, carrier: 'dhl', tracking_number: '00340434161094000001' })
  await market.settle()
  const support = await market.person({ operator: ['support'] })
  const order = await support.api.showOrderAsOperator({ order_id })
  const { user } = await buyer.api.me({})
  expect(order.buyer).toEqual({
    user_id: user!.id,
    name: user!.name,
    email: `${buyer.email[0]}•••@example.eu`,
    locale: 'en',
    orders: 1,
  })
  expect(order.payments).toEqual([
    expect.objectContaining({ id: payment_id, state: 'captured', method: 'card_ok', part: order.total }),
  ])
  expect(order.payments[0]!.reference).toBeTruthy()
  expect(order.deadlines.map(({ kind }) => kind)).toContain('orders.track')
  expect(order.mails.map(({ to }) => to)).toEqual(expect.arrayContaining(['buyer', 'store']))
  const { user: seller } = await store.owner.api.me({})
  expect(order.timeline.find(({ name }) => name === 'ship')?.by).toBe(seller!.name)
  expect(JSON.stringify(order)).not.toContain(buyer.email)
  expect(await support.api.showBuyerContact({ order_id })).toEqual({ email: buyer.email })
  const { items } = await support.api.listAudit({ subject: order_id, action: 'order.show_contact' })
  expect(items).toHaveLength(1)
  const money = await market.person({ operator: ['money'] })
  expect(await refusalOf(money.api.showBuyerContact({ order_id }))).toBe('request.forbidden')
})

test('E14o a user’s page has their stores, roles and sessions, for support alone', async () => {
  const store = await market.store()
  const { user } = await store.owner.api.me({})
  const support = await market.person({ operator: ['support'] })
  expect(await support.api.showUser({ user_id: user!.id })).toMatchObject({
    email: store.owner.email,
    second_factor: false,
    operator_roles: [],
    stores: [{ role: 'owner' }],
    sessions: [{ device: null }],
  })
  const { items } = await support.api.opsSearch({ q: store.owner.email })
  expect(items.map(({ kind, id }) => [kind, id])).toContainEqual(['user', user!.id])
  const review = await market.person({ operator: ['review'] })
  expect(await refusalOf(review.api.showUser({ user_id: user!.id }))).toBe('request.forbidden')
})
