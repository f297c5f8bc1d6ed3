import { expect, test } from 'vitest'
import { machines } from '#app/machines.ts'
import { routes } from '#app/routes.ts'
import { moveOrders } from '#orders/index.ts'
import { sql } from '#platform/db.ts'
import { jsonSchemaOf } from '#platform/http.ts'
import { newId } from '#platform/ids.ts'
import { statesOf } from '#platform/machine.ts'
import type { AnyRoute } from '#platform/route.ts'
import { inTx } from '#platform/tx.ts'
import { keyOf, openMarket, refusalOf } from '../../test/market.ts'

// What a newer release stored, and this one does not know: it is left alone, and fails nothing around it. For events
// and deadlines see outbox.test.ts and calls.test.ts.

const market = openMarket()

test('a state and a transition that this release does not know: shown as they are, moved by nothing, beside others', async () => {
  const store = await market.store()
  const { variantId } = await market.product(store)
  const [buyer, operator] = [await market.person(), await market.person({ operator: true })]
  const { orders, purchase_id } = await market.buy(buyer, [variantId])
  const [known] = (await market.buy(buyer, [variantId])).orders
  const order_id = orders[0]!
  await parkAsNewer(order_id)

  // as pages get them: parsed by the route's output
  const listed = async (name: 'listStoreOrders' | 'listMyOrders' | 'listAllOrders', answer: Promise<unknown>) =>
    (routes[name].output.parse(await answer) as { items: { id: string; state: string }[] }).items
  for (const items of [
    await listed('listStoreOrders', store.owner.api.listStoreOrders({})),
    await listed('listMyOrders', buyer.api.listMyOrders({})),
    await listed('listAllOrders', operator.api.listAllOrders({})),
  ]) {
    expect(items.find(({ id }) => id === order_id)!.state).toBe('parked')
    expect(items.find(({ id }) => id === known)!.state).toBe('awaiting_shipment')
  }
  const seen = routes.showStoreOrder.output.parse(await store.owner.api.showStoreOrder({ order_id }))
  expect([seen.state, seen.timeline.at(-1)]).toMatchObject(['parked', { name: 'park', became: 'parked' }])
  routes.showMyOrder.output.parse(await buyer.api.showMyOrder({ order_id }))
  const purchase = routes.showPurchase.output.parse(await buyer.api.showPurchase({ purchase_id }))
  expect(purchase.orders[0]!.state).toBe('parked')

  expect(await refusalOf(market.ship(store, order_id))).toBe('order.wrong_state')
  expect(await refusalOf(buyer.api.confirmReceipt({ order_id }))).toBe('order.wrong_state')
  const { stuck } = await inTx(market.db, 'move', tx => moveOrders(tx, 'cancel', [keyOf('ord', order_id)]))
  expect(stuck[0]!.state).toBe('parked')
  await market.pass({ hours: 24 * 30 }) // its ship-by passes, and moves the other
  expect((await buyer.api.showMyOrder({ order_id })).state).toBe('parked')
  expect((await buyer.api.showMyOrder({ order_id: known! })).state).toBe('closed')
})

/** The lists of allowed values in a JSON Schema. */
const enumsOf = (schema: unknown): string[][] =>
  typeof schema !== 'object' || schema === null
    ? []
    : Object.entries(schema).flatMap(([key, inner]) => (key === 'enum' ? [inner as string[]] : enumsOf(inner)))

test('no output allows the states of this release only', () => {
  const strict = Object.entries<AnyRoute>(routes).filter(([, { output }]) =>
    enumsOf(jsonSchemaOf(output, 'output')).some(values =>
      machines.some(({ machine }) => statesOf(machine).every(state => values.includes(state))),
    ),
  )
  expect(strict.map(([name]) => name)).toEqual([])
})

/** What a newer release's transition would write. */
async function parkAsNewer(orderId: string): Promise<void> {
  const { storeId, id } = keyOf('ord', orderId)
  const { read, clock } = market.db
  await sql`
    with parked as (
      update orders.orders set state = 'parked' where store_id = ${storeId} and id = ${id} returning id
    )
    insert into platform.transitions (owner, id, machine, subject, name, was, became, actor, at)
    select ${storeId}, ${newId()}, 'order', id, 'park', 'awaiting_shipment', 'parked', 'auditor', ${clock.now()}::timestamptz
    from parked
  `.execute(read)
}
