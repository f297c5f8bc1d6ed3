import { expect, test } from 'vitest'
import { publicId } from '#platform/ids.ts'
import { openMarket } from '../../../test/market.ts'

const market = openMarket()

test('E5b audit entries name what they are about, lead to it, and are listed by it', async () => {
  const store = await market.store()
  const { productId, variantId } = await market.product(store, { title: 'Juniper board' })
  const { orders } = await market.buy(await market.person(), [variantId])
  await market.ship(store, orders[0]!)
  await market.setStock(store, variantId, 50)
  const operator = await market.person({ operator: true })
  await operator.api.setPolicy({ key: 'orders.payment_window_hours', value: 48, reason: 'a test' })
  const { items } = await operator.api.listAudit({ limit: 100 })
  const thingOf = (action: string) => items.find(entry => entry.action === action)!.thing
  const { number } = await operator.api.showOrderAsOperator({ order_id: orders[0]! })
  expect(thingOf('order.ship')).toEqual({ id: orders[0], name: number })
  expect(thingOf('product.publish')).toEqual({ id: productId, name: 'Juniper board' })
  expect(thingOf('stock.set')).toMatchObject({ id: productId, name: expect.stringContaining('Juniper board, ') })
  expect(thingOf('template.create')).toMatchObject({ name: 'Standard' })
  expect(thingOf('policy.set')).toBeNull()
  const ofProduct = await operator.api.listAudit({ subject: productId })
  expect(ofProduct.items.map(entry => entry.action)).toEqual(['product.publish', 'product.create'])
  expect((await operator.api.listAudit({ subject: publicId('sto', store.id) })).items).toEqual([])
})

test('E5c a policy value outside its range is refused with the range', async () => {
  const operator = await market.person({ operator: true })
  const key = 'orders.commission_bps'
  const { items } = await operator.api.listPolicies({})
  expect(items.find(policy => policy.key === key)!.range).toEqual({ min: 0, max: 5_000 })
  expect(items.find(policy => policy.key === 'payouts.debtor_name')!.range).toBeNull()
  await expect(operator.api.setPolicy({ key, value: 5_001, reason: 'a test' })).rejects.toMatchObject({
    code: 'policy.out_of_range',
    params: { min: 0, max: 5_000, unit: 'bps' },
  })
  await expect(
    operator.api.setPolicy({ key: 'payouts.debtor_iban', value: 'none', reason: 'a test' }),
  ).rejects.toMatchObject({ code: 'policy.invalid' })
})

test('R50.1e a refused payment stands in the timeline of buyer and operators, not in the store’s', async () => {
  const store = await market.store()
  const { variantId } = await market.product(store)
  const buyer = await market.person()
  const { orders, purchase_id } = await market.buy(buyer, [variantId], { method: 'card_refused' })
  await buyer.api.payPurchase({ purchase_id, method: 'card_ok' })
  const order_id = orders[0]!
  const operator = await market.person({ operator: true })
  const names = (order: { timeline: { name: string }[] }) => order.timeline.map(step => step.name)
  expect(names(await buyer.api.showMyOrder({ order_id }))).toEqual(['place', 'refuse_payment', 'pay'])
  expect(names(await operator.api.showOrderAsOperator({ order_id }))).toEqual(['place', 'refuse_payment', 'pay'])
  expect(names(await store.owner.api.showStoreOrder({ order_id }))).toEqual(['place', 'pay'])
})

test('R50.1f a payment that failed at the bank later stands there once', async () => {
  const store = await market.store()
  const { variantId } = await market.product(store)
  const buyer = await market.person()
  const { orders, payment_id, purchase_id } = await market.buy(buyer, [variantId], { method: 'card_pending' })
  const { payments } = await buyer.api.showPurchase({ purchase_id })
  expect(payments[0]!.id).toBe(payment_id)
  await market.provider.resolve([...market.provider.record.payments.keys()].at(-1)!, 'refused')
  await market.settle()
  const { timeline } = await buyer.api.showMyOrder({ order_id: orders[0]! })
  expect(timeline.map(step => step.name)).toEqual(['place', 'await_funds', 'fail_payment'])
})
