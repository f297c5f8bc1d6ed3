import { expect, test } from 'vitest'
import { sql } from '#platform/db.ts'
import { openMarket } from '../../test/market.ts'

// its clock is never moved: right after the start nothing counts as settled
const market = openMarket()

test('X3e what is settled is summed once, and what comes later is added to the cent', async () => {
  const store = await market.store()
  const operator = await market.person({ operator: true })
  const buy = async (price: number, minutesAgo: number) => {
    const { variantId } = await market.product(store, { price })
    await market.buy(await market.person(), [variantId])
    const at = market.db.clock.now().subtract({ minutes: minutesAgo })
    await sql`
      update ledger.journals set at = ${at}
      where store_id = ${store.id} and id = (select id from ledger.journals
        where store_id = ${store.id} order by id desc limit 1)
    `.execute(market.db.read)
  }
  const escrow = async () => {
    const { items, total } = await operator.api.showTrialBalance({})
    for (const { debit, credit } of [total.opening, total.moved, total.closing]) expect(debit).toEqual(credit)
    return items.find(item => item.account === 'escrow')!.closing.credit.amount_minor
  }
  let sum = 0
  for (const [price, minutesAgo] of [
    [1_000, 600],
    [2_000, 9], // not settled yet: a transaction may stay open that long
    [3_000, 0],
    [500, 0],
  ] as const) {
    await buy(price, minutesAgo)
    sum += price + 490
    for (let look = 0; look < 3; look++) expect(await escrow()).toBe(sum)
  }
})

test('X3f once settled, journals are not read again', async () => {
  const store = await market.store()
  const operator = await market.person({ operator: true })
  const { variantId } = await market.product(store, { price: 1_000 })
  await market.buy(await market.person(), [variantId])
  const hoursAgo = market.db.clock.now().subtract({ hours: 3 })
  const escrow = async () => {
    const { items } = await operator.api.showTrialBalance({})
    return items.find(item => item.account === 'escrow')!.closing.credit.amount_minor
  }
  const before = await escrow()
  // journals are never created in the past; this one only appears to be, and is not read there
  await sql`update ledger.journals set at = ${hoursAgo} where store_id = ${store.id}`.execute(market.db.read)
  expect(await escrow()).toBe(before - 1_490)
})
