import { expect, test } from 'vitest'
import { endStates, orderMachine } from '#orders/states.ts'
import { sql } from '#platform/db.ts'
import { keyOf, openMarket } from '../../../test/market.ts'

const market = openMarket()

test('orders are counted by state up to a thousand; an end state that is full stays so, the others are counted anew', async () => {
  const store = await market.store()
  const { variantId } = await market.product(store, { stock: 50 })
  const buyer = await market.person()
  const buy = async () => (await market.buy(buyer, [variantId])).orders[0]!
  const counts = async () => {
    const { counts } = await store.owner.api.listStoreOrders({ limit: 1 })
    const { awaiting_shipment, awaiting_receipt, completed, closed } = counts
    return [awaiting_shipment, awaiting_receipt, completed, closed]
  }
  const received = await buy()
  await market.ship(store, received)
  await buyer.api.confirmReceipt({ order_id: received })
  const sent = await buy()
  await market.ship(store, sent)
  expect(await counts()).toEqual([0, 1, 1, 0])
  const copy = (order: string, times: number) =>
    sql`
      insert into orders.orders
      select (jsonb_populate_record(o, jsonb_build_object('id', gen_random_uuid(), 'number', o.number || n))).*
      from orders.orders o, generate_series(1, ${times}::int) n where o.store_id = ${store.id} and o.id = ${keyOf('ord', order).id}
    `.execute(market.db.read)
  await copy(received, 998)
  expect(await counts()).toEqual([0, 1, 999, 0])
  await copy(received, 1)
  expect(await counts()).toEqual([0, 1, 1_000, 0])
  await copy(received, 5)
  await copy(sent, 1_005)
  expect(await counts()).toEqual([0, 1_001, 1_001, 0])
  expect(await counts()).toEqual([0, 1_001, 1_001, 0])
  // what is under way may become fewer again, and is always counted
  await sql`
    update orders.orders set state = 'closed', closed_cause = 'not_shipped'
    where store_id = ${store.id} and state = 'awaiting_receipt' and id <> ${keyOf('ord', sent).id}
  `.execute(market.db.read)
  await buy()
  expect(await counts()).toEqual([1, 1, 1_001, 1_001])
})

test('no transition leaves an end state of orders', () => {
  for (const [name, { from }] of Object.entries(orderMachine.transitions))
    expect(
      (from as readonly string[]).filter(state => (endStates as readonly string[]).includes(state)),
      name,
    ).toEqual([])
})

test('R0.6a one field finds orders by number, words of a title, SKU, tracking number and town', async () => {
  const store = await market.store()
  const buyer = await market.person()
  const lamp = await market.product(store, { title: 'Oak lamp 100%' })
  const mug = await market.product(store, { title: 'Blue mug' })
  const [first, second] = [
    (await market.buy(buyer, [lamp.variantId])).orders[0]!,
    (await market.buy(buyer, [mug.variantId])).orders[0]!,
  ]
  const unpaid = (await market.buy(buyer, [mug.variantId], { method: 'card_refused' })).orders[0]!
  await store.owner.api.shipOrder({ order_id: first, carrier: 'colissimo', tracking_number: '6A98765432109' })
  const one = await store.owner.api.showStoreOrder({ order_id: first })
  const found = async (q: string) => (await store.owner.api.listStoreOrders({ q })).items.map(({ id }) => id)
  for (const q of [
    one.number,
    one.number.toLowerCase().replace('-', ' '),
    'oak LAMP',
    '100%',
    '6a98 765',
    '6A98765432109',
  ])
    expect(await found(q), q).toEqual([first])
  expect(await found(one.lines[0]!.sku)).toContain(first)
  expect(await found('mug')).toEqual([unpaid, second])
  expect((await found(one.address!.city)).toSorted()).toEqual([first, second].toSorted()) // what the store may see anyway
  for (const q of ['- -', '_____________', 'no such thing', "'; --"]) expect(await found(q), q).toEqual([])
  const other = await market.store()
  expect((await other.owner.api.listStoreOrders({ q: one.number })).items).toEqual([])
})

test('R0.6b what is due first comes first, page by page', async () => {
  const store = await market.store()
  const buyer = await market.person()
  const slow = await market.product(store, { processingDays: 5 })
  const quick = await market.product(store, { processingDays: 1 })
  for (const { variantId } of [quick, slow, quick, slow]) await market.buy(buyer, [variantId])
  const dues: string[] = []
  let after: string | undefined
  do {
    const page = await store.owner.api.listStoreOrders({ state: 'awaiting_shipment', sort: 'due', limit: 1, after })
    dues.push(page.items[0]!.deadline!.due_at)
    after = page.next ?? undefined
  } while (after)
  expect(dues).toHaveLength(4)
  expect(dues).toEqual(dues.toSorted())
})
