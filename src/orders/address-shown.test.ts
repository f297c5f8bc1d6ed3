import { expect, test } from 'vitest'
import { openMarket } from '../../test/market.ts'

const market = openMarket()

test('R52.3a the store sees the address from the payment until thirty days after the end, and never in lists', async () => {
  const store = await market.store()
  const { variantId } = await market.product(store)
  const buyer = await market.person()
  const unpaid = (await market.buy(buyer, [variantId], { method: 'card_refused' })).orders[0]!
  const shown = async (order_id: string) => {
    const { address, address_hidden, country } = await store.owner.api.showStoreOrder({ order_id })
    expect(country).toBe('FR')
    return [address?.name ?? null, address_hidden]
  }
  expect(await shown(unpaid)).toEqual([null, 'not_paid'])
  const order = (await market.buy(buyer, [variantId])).orders[0]!
  const name = (await buyer.api.showMyOrder({ order_id: order })).address.name
  expect(await shown(order)).toEqual([name, null])
  const lists = await Promise.all([
    store.owner.api.listStoreOrders({}),
    store.owner.api.sellerToday({}),
    store.owner.api.exportStoreOrders({}).then(({ bytes }) => bytes.toString()),
  ])
  expect(JSON.stringify(lists)).not.toContain(name)
  await market.ship(store, order)
  expect(await shown(order)).toEqual([name, null])
  await buyer.api.confirmReceipt({ order_id: order })
  await market.pass({ hours: 24 * 29 })
  expect(await shown(order)).toEqual([name, null])
  await market.pass({ hours: 24 * 2 })
  expect(await shown(order)).toEqual([null, 'ended'])
  expect((await buyer.api.showMyOrder({ order_id: order })).address.name).toBe(name)
})

test('R52.3b an order that ended without a parcel shows no address, in the export neither', async () => {
  const store = await market.store()
  const { variantId } = await market.product(store)
  const buyer = await market.person()
  const late = (await market.buy(buyer, [variantId])).orders[0]!
  const { name } = (await buyer.api.showMyOrder({ order_id: late })).address
  const file = async () => {
    const { id } = await store.owner.api.startOrdersExport({ from: '2020-01-01', to: '2099-12-31', format: 'csv' })
    await market.settle()
    return (await store.owner.api.downloadJob({ job_id: id })).bytes.toString()
  }
  expect(await file()).toContain(name)
  await market.pass({ hours: 24 * 14 })
  const order = await store.owner.api.showStoreOrder({ order_id: late })
  expect([order.closed_cause, order.address, order.address_hidden]).toEqual(['not_shipped', null, 'not_shipped'])
  const text = await file()
  expect(text).toContain(order.number)
  expect(text).not.toContain(name)
})
