import { beforeAll, expect, test } from 'vitest'
import { checkBooks } from '#ledger/index.ts'
import { sealAll } from '#platform/chain.ts'
import { sql } from '#platform/db.ts'
import { openMarket } from '../../test/market.ts'

const market = openMarket()

/** Runs `tamper` directly in the database, bypassing the verbs, and returns what the check finds then. */
async function foundAfter(tamper: ReturnType<typeof sql>, undo: ReturnType<typeof sql>): Promise<string[]> {
  await tamper.execute(market.db.read)
  const { faults } = await checkBooks(market.db)
  await undo.execute(market.db.read)
  return faults.map(fault => fault.what)
}

beforeAll(async () => {
  const store = await market.store()
  const product = await market.product(store, { stock: 10 })
  const { orders } = await market.buy(await market.person(), [product.variantId])
  await market.ship(store, orders[0]!)
  await market.pass({ hours: 24 * 90 })
  const operator = await market.person({ operator: true })
  await operator.api.setPolicy({ key: 'orders.payment_window_hours', value: 48, effective_at: null, reason: 'a test' })
  await sealAll(market.db)
})

test('books that nobody touched are right, and the check is kept for operators', async () => {
  const { faults, journals, auditEntries } = await checkBooks(market.db)
  expect(faults).toEqual([])
  expect(journals).toBe(2)
  expect(auditEntries).toBeGreaterThan(0)
  const { latest } = await (await market.person({ operator: true })).api.showBookCheck({})
  expect(latest).toMatchObject({ journals, audit_entries: auditEntries, faults: [] })
})

test('an amount changed by hand is found, in its chain and in the balance', async () => {
  const by = (amount: string) =>
    sql`update ledger.transfers set amount_minor = amount_minor ${sql.raw(amount)} where credit = 'available'`
  const found = await foundAfter(by('+ 1'), by('- 1'))
  expect(found).toEqual([
    expect.stringMatching(/^ledger, link \d: an entry or the link was changed/),
    expect.stringMatching(/^available \(EUR\) is kept as/),
    expect.stringMatching(/^escrow \(EUR\) of order .* is kept as/),
  ])
})

test('a balance raised by hand is found', async () => {
  const by = (amount: string) => sql`update ledger.balances set balance_minor = balance_minor ${sql.raw(amount)}`
  expect(await foundAfter(by('+ 500'), by('- 500'))).toEqual([expect.stringMatching(/^available/)])
})

test('a journal written past the ledger is found', async () => {
  const forged = sql`
    insert into ledger.journals (store_id, id, kind, subject, currency, at, content_hash, hash_version)
    select store_id, '01900000-0000-7000-8000-000000000000', 'forged', id, currency, at, content_hash, hash_version
    from ledger.journals limit 1`
  const found = await foundAfter(forged, sql`delete from ledger.journals where kind = 'forged'`)
  expect(found).toEqual(['journal 01900000-0000-7000-8000-000000000000 is in no chain'])
})

test('an audit entry that differs from its journal is found', async () => {
  const to = (value: string) =>
    sql`update platform.audit_entries set after = ${value}::jsonb where action = 'policy.set'`
  const { rows } = await sql<{ after: string }>`
    select after::text from platform.audit_entries where action = 'policy.set'
  `.execute(market.db.read)
  expect(rows).toHaveLength(1)
  expect(await foundAfter(to('{"value": 1}'), to(rows[0]!.after))).toEqual([
    expect.stringMatching(/^audit, link 1: an entry or the link was changed/),
  ])
  expect((await checkBooks(market.db)).faults).toEqual([])
})

test('links taken off the end of a chain are found', async () => {
  const found = await foundAfter(
    sql`update platform.chain_heads set hash = '\\x01' where stream = 'audit'`,
    sql`update platform.chain_heads h set hash = l.hash from platform.chain_links l
      where l.owner = h.owner and l.stream = h.stream and l.seq = h.seq and h.stream = 'audit'`,
  )
  expect(found).toEqual(expect.arrayContaining([expect.stringMatching(/the head is not the last link/)]))
})
