import { beforeAll, expect, test } from 'vitest'
import { checkBooks, sealDays, trialBalance } from '#ledger/index.ts'
import { sealAll } from '#platform/chain.ts'
import { sql } from '#platform/db.ts'
import { openMarket, type Person, type Store } from '../../test/market.ts'

const market = openMarket()
let store: Store
let operator: Person

beforeAll(async () => {
  await market.setClock('2027-03-01T10:00:00Z')
  store = await market.store()
  operator = await market.person({ operator: true })
})

const paid = async (price: number) => {
  const { variantId } = await market.product(store, { price })
  await market.buy(await market.person(), [variantId])
}
const line = async (account: string, on?: string) => {
  const balance = await operator.api.showTrialBalance({ on })
  const { opening, moved, closing } = balance.items.find(item => item.account === account)!
  const both = (sides: typeof opening) => [sides.debit.amount_minor, sides.credit.amount_minor]
  return { on: balance.on, opening: both(opening), moved: both(moved), closing: both(closing) }
}

test('X3a a day is sealed once it is over and its journals are chained, in the market’s time', async () => {
  expect(await sealDays(market.db)).toBe(0)
  await paid(1_000)
  expect(await line('escrow')).toEqual({ on: null, opening: [0, 0], moved: [0, 1_490], closing: [0, 1_490] })
  await market.setClock('2027-03-01T23:05:00Z') // five minutes into the next day in Paris
  await sealAll(market.db)
  expect(await sealDays(market.db)).toBe(0)
  await market.setClock('2027-03-01T23:15:00Z')
  await paid(2_000)
  expect(await sealDays(market.db)).toBe(1) // entries waiting for the chain belong to the day after
  expect(await sealDays(market.db)).toBe(0)
  expect((await operator.api.showTrialBalance({})).sealed_through).toBe('2027-03-01')
  await market.setClock('2027-03-03T12:00:00Z')
  expect(await sealDays(market.db)).toBe(0)
  await sealAll(market.db)
  expect(await sealDays(market.db)).toBe(1)
})

test('X3b opening is sealed, what moved since is live, closing is both; a sealed day stays as it was', async () => {
  await paid(500)
  expect(await line('escrow')).toEqual({ on: null, opening: [0, 3_980], moved: [0, 990], closing: [0, 4_970] })
  expect(await line('clearing')).toMatchObject({ opening: [3_980, 0], moved: [990, 0], closing: [4_970, 0] })
  expect(await line('escrow', '2027-03-02')).toEqual({
    on: '2027-03-02',
    opening: [0, 1_490],
    moved: [0, 2_490],
    closing: [0, 3_980],
  })
  expect((await line('escrow', '2027-03-03')).on).toBeNull()
  const { total } = await operator.api.showTrialBalance({})
  for (const { debit, credit } of [total.opening, total.moved, total.closing]) expect(debit).toEqual(credit)
})

test('X3c a line leads to the journals behind it', async () => {
  const { from, until } = await operator.api.showTrialBalance({ on: '2027-03-02' })
  const behind = await operator.api.listJournals({ account: 'escrow', from: from!, until: until! })
  expect(behind.items.flatMap(journal => journal.transfers.map(({ amount }) => amount.amount_minor))).toEqual([2_490])
  expect((await operator.api.listJournals({ account: 'bank' })).items).toEqual([])
})

test('X3d a sealed day that says something else than its journals is found by the check of the books', async () => {
  await sealAll(market.db)
  expect((await checkBooks(market.db)).faults).toEqual([])
  await sql`update ledger.days set credits_minor = credits_minor + 1 where on_date = '2027-03-02' and account = 'escrow'`.execute(
    market.db.read,
  )
  const found = async () => (await checkBooks(market.db)).faults.map(fault => fault.what)
  expect(await found()).toEqual([expect.stringMatching(/^escrow on 2027-03-02 is sealed as/)])
  await market.setClock('2027-06-15T12:00:00Z')
  while ((await sealDays(market.db)) > 0);
  expect((await trialBalance(market.db, null)).sealedThrough).toBe('2027-06-14')
  expect(await found(), 'months later too').toEqual([expect.stringMatching(/^escrow on 2027-03-02 is sealed as/)])
  await sql`update ledger.days set credits_minor = credits_minor - 1 where on_date = '2027-03-02' and account = 'escrow'`.execute(
    market.db.read,
  )
  expect(await found()).toEqual([])
  const lastClosing = (by: string) =>
    sql`update ledger.days set closing_minor = closing_minor ${sql.raw(by)} where on_date = '2027-06-14' and account = 'escrow'`.execute(
      market.db.read,
    )
  await lastClosing('+ 1')
  expect(await found()).toEqual([expect.stringMatching(/^escrow on 2027-06-14 is sealed as/)])
  await lastClosing('- 1')
})
