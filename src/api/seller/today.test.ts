import { expect, test } from 'vitest'
import { sql } from '#platform/db.ts'
import { openMarket, type Store } from '../../../test/market.ts'

const market = openMarket()

const buy = async (store: Store, price: number) => {
  const { variantId } = await market.product(store, { price })
  await market.buy(await market.person(), [variantId])
}
const paidAt = (store: Store, at: Temporal.Instant) =>
  sql`
  update orders.orders set paid_at = ${at} where store_id = ${store.id}
    and id = (select id from orders.orders where store_id = ${store.id} order by id desc limit 1)`.execute(
    market.db.read,
  )
const paidOf = async (store: Store) => {
  const { paid_by_day } = await store.owner.api.sellerToday({})
  return paid_by_day!.map(day => [day.on, day.orders, day.total.amount_minor] as const)
}
const nothing = (day: readonly [string, number, number]) => day[1] === 0 && day[2] === 0

test('H1 what was paid stands at its day in the store’s time zone; what comes later is added, nothing twice', async () => {
  const store = await market.store()
  const now = market.db.clock.now()
  const here = now.toZonedDateTimeISO('Europe/Paris')
  const midnight = (daysAgo: number) => here.subtract({ days: daysAgo }).startOfDay().toInstant()
  const date = (daysAgo: number) => here.subtract({ days: daysAgo }).toPlainDate().toString()
  await buy(store, 1_000)
  await paidAt(store, midnight(3))
  await buy(store, 2_000)
  await paidAt(store, midnight(3).subtract({ seconds: 1 }))
  await buy(store, 3_000)
  await paidAt(store, midnight(20)) // outside the period of the page
  for (let look = 0; look < 3; look++) {
    const days = await paidOf(store)
    expect(days).toHaveLength(14)
    expect(days[0]![0]).toBe(date(13))
    expect(days[10]).toEqual([date(3), 1, 1_490])
    expect(days[9]).toEqual([date(4), 1, 2_490])
    expect([...days.slice(0, 9), ...days.slice(11)].every(nothing)).toBe(true)
  }
  await buy(store, 500)
  await buy(store, 700)
  for (let look = 0; look < 2; look++) {
    const days = await paidOf(store)
    expect(days[13]).toEqual([date(0), 2, 2_180])
    expect(days[10]).toEqual([date(3), 1, 1_490])
  }
})

test('H1a a store that moves to another time zone sees its days there', async () => {
  const store = await market.store()
  await buy(store, 1_000)
  const midnight = market.db.clock.now().toZonedDateTimeISO('Europe/Paris').subtract({ days: 5 }).startOfDay()
  await paidAt(store, midnight.toInstant())
  const before = (await paidOf(store)).find(day => !nothing(day))!
  expect(before[0]).toBe(midnight.toPlainDate().toString())
  await sql`update sellers.stores set time_zone = 'Atlantic/Azores' where store_id = ${store.id}`.execute(
    market.db.read,
  )
  const after = (await paidOf(store)).filter(day => !nothing(day))
  expect(after).toEqual([[midnight.subtract({ days: 1 }).toPlainDate().toString(), 1, 1_490]])
})

test('H1b after the clock was moved, in either direction, each order is at its own day once', async () => {
  const store = await market.store()
  await buy(store, 1_000)
  const start = market.db.clock.now()
  await paidOf(store)
  await market.setClock(start.add({ hours: 48 }).toString())
  await buy(store, 2_000)
  const totals = async () => (await paidOf(store)).filter(day => !nothing(day)).map(day => day[2])
  expect(await totals()).toEqual([1_490, 2_490])
  await market.setClock(start.add({ hours: 1 }).toString())
  await buy(store, 3_000)
  expect((await totals()).slice(0, 2).reduce((a, b) => a + b)).toBeGreaterThanOrEqual(1_490 + 3_490)
})

test('H2 counts what is to be done, and the first to ship comes first', async () => {
  const store = await market.store()
  for (const price of [1_000, 2_000]) await buy(store, price)
  const today = await store.owner.api.sellerToday({})
  expect(today).toMatchObject({ to_ship: 2, awaiting_payment: 0, on_the_way: 0, drafts: 0, products: 2 })
  expect(today.next.map(order => order.total.amount_minor)).toEqual([1_490, 2_490])
  const few = await market.product(store, { stock: 2 })
  const none = await market.product(store, { stock: 1 })
  await market.buy(await market.person(), [none.variantId])
  const { low_stock } = await store.owner.api.sellerToday({})
  expect(low_stock.map(({ product_id, available }) => [product_id, available])).toEqual([
    [none.productId, 0],
    [few.productId, 2],
  ])
})

test('R0.6c orders lost by silence are counted for seven days, with what went back', async () => {
  const store = await market.store()
  await buy(store, 1_000)
  await buy(store, 2_000)
  expect((await store.owner.api.sellerToday({})).lost.orders).toBe(0)
  await market.pass({ hours: 24 * 5 })
  const { lost, to_ship } = await store.owner.api.sellerToday({})
  expect([lost, to_ship]).toEqual([{ orders: 2, total: { amount_minor: 3_980, currency: 'EUR' } }, 0])
  await market.pass({ hours: 24 * 8 })
  expect((await store.owner.api.sellerToday({})).lost.orders).toBe(0)
})

test('R0.6d what awaits its payment and what the bank is confirming are counted as in the list of orders', async () => {
  const store = await market.store()
  const { variantId } = await market.product(store)
  await market.buy(await market.person(), [variantId], { method: 'card_refused' })
  const { counts } = await store.owner.api.listStoreOrders({})
  const today = await store.owner.api.sellerToday({})
  expect([today.awaiting_payment, today.payment_in_progress]).toEqual([
    counts.awaiting_payment,
    counts.payment_in_progress,
  ])
})
