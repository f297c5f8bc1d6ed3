import { expect, test } from 'vitest'
import { sql } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import { openMarket, refusalOf } from '../../../test/market.ts'

const market = openMarket()

test('E14g one search finds an order by number, payment, parcel and buyer’s address', async () => {
  const store = await market.store()
  const { variantId } = await market.product(store)
  const buyer = await market.person()
  const { orders, payment_id } = await market.buy(buyer, [variantId])
  await store.owner.api.shipOrder({ order_id: orders[0]!, carrier: 'dhl', tracking_number: '7300000001' })
  const operator = await market.person({ operator: true })
  const { number } = await operator.api.showOrderAsOperator({ order_id: orders[0]! })
  const reference = [...market.provider.record.payments.keys()].at(-1)!
  const found = async (q: string) =>
    (await operator.api.opsSearch({ q })).items.filter(({ kind }) => kind === 'order').map(({ id, by }) => [id, by])
  for (const typed of [number, number.toLowerCase(), ` ${number.replace('-', ' ')} `])
    expect(await found(typed)).toEqual([[orders[0], null]])
  expect(await found(reference)).toEqual([[orders[0], 'payment']])
  expect(await found(payment_id!)).toEqual([[orders[0], 'payment']])
  expect(await found('7300000001')).toEqual([[orders[0], 'tracking']])
  expect(await found(buyer.email.toUpperCase())).toEqual([[orders[0], 'email']])
  expect((await operator.api.listAllOrders({ email: buyer.email })).items.map(({ id }) => id)).toEqual(orders)
  expect((await operator.api.listAllOrders({ email: 'nobody@example.eu' })).items).toEqual([])
})

test('E14i orders are narrowed to the days on which they were placed, as days go in the market', async () => {
  const store = await market.store()
  const { variantId } = await market.product(store)
  const { orders } = await market.buy(await market.person(), [variantId])
  const operator = await market.person({ operator: true })
  const store_id = publicId('sto', store.id)
  const placed = async (at: string, days: { from?: string; to?: string }) => {
    await sql`update orders.orders set placed_at = ${at} where store_id = ${store.id}`.execute(market.db.read)
    const { items } = await operator.api.listAllOrders({ store_id, ...days })
    return items.map(({ id }) => id)
  }
  const midnight = '2026-03-09T23:00:00Z' // in Paris, of the 10th
  const before = '2026-03-09T22:59:59Z'
  expect(await placed(midnight, { from: '2026-03-10', to: '2026-03-10' })).toEqual(orders)
  expect(await placed(before, { from: '2026-03-10' })).toEqual([])
  expect(await placed(before, { to: '2026-03-09' })).toEqual(orders)
  expect(await placed(midnight, { to: '2026-03-09' })).toEqual([])
})

test('E14h the same search finds stores, products and users; half a word finds its beginning, nothing finds nothing', async () => {
  const store = await market.store()
  const { productId } = await market.product(store, { title: 'Juniper cutting board' })
  const operator = await market.person({ operator: true })
  const hits = async (q: string) => (await operator.api.opsSearch({ q })).items.map(({ kind, id }) => [kind, id])
  const storeHit = ['store', publicId('sto', store.id)]
  const { name, slug } = await operator.api.showStoreAsOperator({ store_id: publicId('sto', store.id) })
  expect(await hits(name)).toContainEqual(storeHit)
  expect(await hits(slug)).toContainEqual(storeHit)
  expect(await hits(store.owner.email)).toEqual([['user', publicId('usr', store.owner.userId!)], storeHit])
  const { variants } = await operator.api.showProductAsOperator({ product_id: productId })
  for (const typed of ['junip', 'board juni', productId, variants[0]!.sku!])
    expect(await hits(typed)).toEqual([['product', productId]])
  for (const typed of ['', 'x', 'uniper', '%', "' or 1=1 --", 'ord_1', '@']) expect(await hits(typed)).toEqual([])
  expect(await refusalOf(store.owner.api.opsSearch({ q: name }))).toBe('request.forbidden')
})
