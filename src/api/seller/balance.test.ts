import { expect, test } from 'vitest'
import { openMarket } from '../../../test/market.ts'

const market = openMarket()

test('R70.1f what is held is listed by the day of its release, and sums to what the balance says is held', async () => {
  const store = await market.store()
  const buyer = await market.person()
  const { variantId } = await market.product(store, { price: 3_000 })
  const buy = async () => (await market.buy(buyer, [variantId])).orders[0]!
  const [early, late, waiting] = [await buy(), await buy(), await buy()]
  await buy().then(order => market.ship(store, order).then(() => buyer.api.confirmReceipt({ order_id: order })))
  await market.buy(buyer, [variantId], { method: 'card_refused' })
  await market.ship(store, early)
  await market.pass({ hours: 5 })
  await market.ship(store, late)
  const { items } = await store.owner.api.listHeldOrders({})
  expect(items.map(({ id }) => id)).toEqual([early, late, waiting])
  expect(items.map(({ released_at }) => released_at !== null)).toEqual([true, true, false])
  const balance = await store.owner.api.showBalance({})
  expect(items.reduce((sum, { held }) => sum + held.amount_minor, 0)).toBe(balance.escrow.amount_minor)
  const due = (await store.owner.api.showStoreOrder({ order_id: early })).deadline!.due_at
  expect(items[0]!.released_at).toBe(due)
  const pages = await store.owner.api.listHeldOrders({ limit: 2 })
  const rest = await store.owner.api.listHeldOrders({ limit: 2, after: pages.next! })
  expect([...pages.items, ...rest.items]).toEqual(items)
})

test('R70.1g each movement says what was available after it, on every page; days choose a period', async () => {
  const store = await market.store()
  for (const price of [1_000, 2_000, 3_000]) await market.earn(store, price)
  const all = (await store.owner.api.listMovements({ limit: 100 })).items
  const { available } = await store.owner.api.showBalance({})
  expect(all[0]!.available_after).toEqual(available)
  const oldestFirst = all.toReversed()
  let sum = 0
  for (const { amount, available_after } of oldestFirst) {
    sum += amount.amount_minor
    expect(available_after.amount_minor).toBe(sum)
  }
  const paged: typeof all = []
  let after: string | undefined
  do {
    const page = await store.owner.api.listMovements({ limit: 1, after })
    paged.push(...page.items)
    after = page.next ?? undefined
  } while (after)
  expect(paged).toEqual(all)
  const day = market.db.clock.now().toZonedDateTimeISO('Europe/Paris').toPlainDate()
  const movements = async (from?: string, to?: string) =>
    (await store.owner.api.listMovements({ from, to })).items.length
  expect(await movements(day.subtract({ days: 400 }).toString())).toBe(all.length)
  expect(await movements(day.add({ days: 1 }).toString())).toBe(0)
  expect(await movements(undefined, day.subtract({ days: 400 }).toString())).toBe(0)
})
