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
