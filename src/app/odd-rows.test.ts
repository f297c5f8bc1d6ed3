import { expect, test } from 'vitest'
import { protectionDays } from '#orders/policy.ts'
import { openDb, sql } from '#platform/db.ts'
import { newId } from '#platform/ids.ts'
import { cursorOf } from '#platform/json.ts'
import { openMarket, refusalOf } from '../../test/market.ts'
import { testCategory } from '../../test/tree.ts'

const market = openMarket()

const oddInstants = ['9999-12-31 23:59:59.9999999+00', 'infinity', '294276-12-31 00:00+00']

/** Rows that only another program or an older release can have left. */
async function leaveOddRows(): Promise<void> {
  const { read } = market.db
  for (const at of oddInstants) {
    await sql`
      insert into platform.policy_values (key, id, value, effective_at, set_by, set_at, reason)
      values (${protectionDays.key}, ${newId()}, '20', ${at}::text::timestamptz, ${newId()}, '2026-01-01', 'odd')
    `.execute(read)
    await sql`
      insert into taxonomy.rates (category, effective_at, rate_bps, set_at, reason)
      values (${testCategory}, ${at}::text::timestamptz, 0, '2026-01-01', 'odd')
    `.execute(read)
  }
  await sql`
    insert into platform.policy_values (key, id, value, effective_at, set_by, set_at, reason) values
      (${protectionDays.key}, ${newId()}, '"many"', '2025-01-02', ${newId()}, '2026-01-01', 'odd'),
      (${protectionDays.key}, ${newId()}, '12', '2025-01-01', ${newId()}, '2026-01-01', 'even'),
      ('nobody.knows_it', ${newId()}, 'null', '0044-03-15 BC', ${newId()}, '2026-01-01', 'odd')
  `.execute(read)
  await sql`insert into platform.holidays values ('FR', 'infinity', 'odd'), ('FR', '0044-03-15 BC', 'odd')`.execute(
    read,
  )
  await sql`insert into markets.countries (country, open_from, closed) values ('NO', 'infinity', false) on conflict (country) do update set open_from = 'infinity'`.execute(
    read,
  )
  await sql`update platform.versions set version = version + 1 where name = 'policy'`.execute(read)
}

test('rows with odd instants and values fail nobody: the market serves, starts, and operators withdraw them', async () => {
  const store = await market.store()
  const { variantId } = await market.product(store)
  const operator = await market.person({ operator: true })
  await leaveOddRows()
  const buyer = await market.person()
  expect((await market.buy(buyer, [variantId])).state).toBe('paid')
  await market.product(store)
  expect((await buyer.api.listCategories({})).items.length).toBeGreaterThan(1)
  expect((await buyer.api.listMarkets({})).items.find(({ country }) => country === 'NO')!.open).toBe(false)
  const ship = { paid_at: '2026-11-27T09:00:00Z', working_days: 60, country: 'FR', time_zone: 'Europe/Paris' }
  expect((await buyer.api.calculateShipBy(ship)).ship_by).toMatch(/^2027-02/)

  // read at the start
  const started = await openDb(market.databaseUrl, { max: 2 })
  expect(started.policy.at(started.clock.now())(protectionDays)).toBe(12)
  await started.close()

  const policyOf = async () =>
    (await operator.api.listPolicies({})).items.find(({ key }) => key === protectionDays.key)!
  const policy = await policyOf()
  expect(policy.value).toBe(12)
  const planned = policy.history.filter(entry => entry.planned)
  expect(planned).toHaveLength(3)
  for (const { id } of planned) await operator.api.withdrawPolicy({ key: policy.key, value_id: id, reason: 'odd' })
  const category = async () => operator.api.showCategoryAsOperator({ category: testCategory })
  for (const { id } of (await category()).rates.filter(rate => rate.reason === 'odd'))
    await operator.api.withdrawRate({
      category: testCategory,
      revision: (await category()).revision,
      rate_id: id,
      reason: 'odd',
    })
  expect((await category()).rates.filter(rate => rate.reason === 'odd')).toHaveLength(0)
})

test('E5a a planned policy value can be withdrawn until it takes effect; the audit keeps it', async () => {
  const operator = await market.person({ operator: true })
  const key = 'catalog.pictures_max'
  const policyOf = async () => (await operator.api.listPolicies({})).items.find(each => each.key === key)!
  const effective_at = market.db.clock.now().add({ hours: 24 }).round('second').toString()
  await operator.api.setPolicy({ key, value: 5, reason: 'at once' })
  await operator.api.setPolicy({ key, value: 4, effective_at, reason: 'planned' })
  await operator.api.setPolicy({ key, value: 3, effective_at, reason: 'planned anew' })
  const [last, replaced, first] = (await policyOf()).history
  expect([last!, replaced!, first!].map(({ value, planned }) => [value, planned])).toEqual([
    [3, true],
    [4, true],
    [5, false],
  ])
  const withdraw = (value_id: string) => operator.api.withdrawPolicy({ key, value_id, reason: 'a change of mind' })
  expect(await refusalOf(withdraw(first!.id))).toBe('policy.not_planned')
  await withdraw(last!.id)
  expect(await refusalOf(withdraw(replaced!.id))).toBe('policy.not_planned')
  const after = await policyOf()
  expect([after.value, after.history.map(({ value }) => value)]).toEqual([5, [5]])
  await market.pass({ hours: 48 })
  expect((await policyOf()).value).toBe(5)
  const { items } = await operator.api.listAudit({ action: 'policy.withdraw' })
  expect(items[0]).toMatchObject({
    subject: key,
    before: { value: 3, effective_at },
    after: { reason: 'a change of mind' },
  })
})

test('unreasonable instants are refused before anything is stored', async () => {
  const operator = await market.person({ operator: true })
  const { revision } = await operator.api.showCategoryAsOperator({ category: testCategory })
  const count = async () =>
    (
      await sql<{ n: number }>`
        select ((select count(*) from platform.policy_values) + (select count(*) from taxonomy.rates))::int as n
      `.execute(market.db.read)
    ).rows[0]!.n
  const before = await count()
  for (const at of [
    '9999-12-31T23:59:59.999999999Z',
    '2100-01-01T00:00:00Z',
    '2099-01-01T00:00:00.1234567891Z',
    '0001-01-01T00:00:00Z',
  ]) {
    const reason = 'far away'
    const calls = [
      () => operator.api.setPolicy({ key: 'catalog.pictures_max', value: 5, reason, effective_at: at }),
      () => operator.api.setRate({ category: testCategory, revision, rate_bps: 0, reason, effective_at: at }),
      () => operator.api.setMarket({ country: 'NO', closed: false, open_from: at }),
      () => operator.api.moveClock({ to: at }),
      () => operator.api.calculateShipBy({ paid_at: at, working_days: 1, country: 'FR', time_zone: 'Europe/Paris' }),
      () => operator.api.listJournals({ from: at }),
    ]
    for (const call of calls) expect(await refusalOf(call()), at).toBe('request.invalid')
  }
  expect(await count()).toBe(before)
})

test.each(['2026-01-01T00:00:00+23:59', '2026-01-01T00:00:00-16:00', '2026-01-01T00:00:00.123456789Z'])(
  'an instant of %s, with an offset that PostgreSQL does not read, is read as its instant',
  async at => {
    const operator = await market.person({ operator: true })
    const store = await market.store()
    await operator.api.listJournals({ from: at, until: at })
    const after = (...parts: string[]) => cursorOf(...parts, newId())
    await operator.api.searchProducts({ sort: 'newest', after: after('0', at) })
    await store.owner.api.listStoreProducts({ after: after(at) })
    await store.owner.api.listStoreOrders({ after: after(at) })
    await store.owner.api.listTemplates({ after: after(at) })
  },
)

test('a cursor of a year that PostgreSQL does not read is none of ours', async () => {
  const { owner } = await market.store()
  for (const at of ['9999-12-31T23:59:00-23:59', '0001-01-01T00:00:00Z'])
    expect(await refusalOf(owner.api.listTemplates({ after: cursorOf(at, newId()) })), at).toBe('request.invalid')
})
