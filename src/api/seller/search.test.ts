import { expect, test } from 'vitest'
import { openMarket, refusalOf } from '../../../test/market.ts'

const market = openMarket()

test('R0.6e one search finds the store’s orders and products, of what the member may see', async () => {
  const store = await market.store()
  const lamp = await market.product(store, { title: 'Oak lamp' })
  await market.product(store, { title: 'Blue mug' })
  const order = (await market.buy(await market.person(), [lamp.variantId])).orders[0]!
  const { number, lines } = await store.owner.api.showStoreOrder({ order_id: order })
  const hits = async (q: string, person = store.owner) =>
    (await person.api.searchStore({ q })).items.map(({ kind, id }) => [kind, id])
  const both = [
    ['order', order],
    ['product', lamp.productId],
  ]
  expect(await hits('lamp')).toEqual(both)
  expect(await hits(lines[0]!.sku)).toEqual(expect.arrayContaining(both))
  expect(await hits(number)).toEqual([both[0]])
  expect(await hits('%')).toEqual([])
  expect(await hits('lamp', await market.person({ storeId: store.id, role: 'warehouse' }))).toEqual([both[0]])
  expect(await hits('lamp', await market.person({ storeId: store.id, role: 'catalog' }))).toEqual([both[1]])
  expect(await hits('lamp', (await market.store()).owner)).toEqual([])
  expect(await refusalOf(market.as(null).api.searchStore({ q: 'lamp' }))).toBe('request.not_signed_in')
})
