import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'

import { expect, test } from 'vitest'
import { policies } from '#api/policies.ts'
import { keptTables, latestRetention, retention, runRetention } from '#app/retention.ts'
import { sql } from '#platform/db.ts'
import { parsePublicId } from '#platform/ids.ts'
import { removeOld } from '#platform/retention.across.ts'
import { openMarket } from '../../test/market.ts'

const market = openMarket()

const rows = async <T>(query: ReturnType<typeof sql<T>>): Promise<T[]> => (await query.execute(market.db.read)).rows
const count = async (table: string): Promise<number> =>
  (await rows(sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`))[0]!.n
const daysAgo = (days: number) => market.db.clock.wall().subtract({ hours: 24 * days })

test('X4a each table has an end for what it keeps, or a reason to keep it', async () => {
  const tables = await rows(sql<{ name: string }>`
    select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema', 'public') order by 1
  `)
  const removed = new Set(retention.map(rule => rule.table))
  const kept = Object.values(keptTables).flat()
  expect([...removed, ...kept].sort()).toEqual(tables.map(table => table.name))
  for (const { days } of retention) expect(policies.get(days.key)).toBe(days)
})

test('old rows are found by an index, however large the table', async () => {
  const indexes = await rows(sql<{ def: string }>`select indexdef as def from pg_indexes`)
  const times: Record<string, string> = {
    'accounts.sessions': 'expires_at',
    'accounts.codes': 'expires_at',
    'accounts.code_requests': 'expires_at',
    'accounts.attempt_counts': 'began_at',
    'accounts.mail_links': 'expires_at',
    'accounts.invitations': 'expires_at',
    'platform.answers': 'claimed_at',
    'platform.deadlines': 'fired_at',
    'platform.mails': 'sent_at',
    'platform.jobs': 'ended_at',
    'payments.provider_events': 'received_at',
    'search.zero_result_searches': 'day',
  }
  expect([...new Set(retention.map(rule => rule.table))].sort()).toEqual(Object.keys(times).sort())
  for (const [table, column] of Object.entries(times))
    expect(
      indexes.some(({ def }) => def.includes(`ON ${table} USING btree (${column}`)),
      table,
    ).toBe(true)
})

test('X4b guests who ordered nothing go with their last log-in; who ordered, logged in, or may come back stays', async () => {
  const { productId, variantId } = await market.product(await market.store())
  const guest = async () => {
    const person = market.as(null)
    await person.api.addToCart({ variant_id: variantId, units: 1 })
    return person
  }
  const [gone, fresh, ordered] = [await guest(), await guest(), await guest()]
  const user = await market.person()
  await user.api.addToCart({ variant_id: variantId, units: 1 })
  const buyerOf = async (token: string) =>
    (
      await rows(sql<{ buyer_id: string }>`
      select buyer_id from accounts.sessions where token_hash = sha256(${token}::text::bytea)
    `)
    )[0]!.buyer_id
  const [goneId, freshId, orderedId] = [
    await buyerOf(gone.token()!),
    await buyerOf(fresh.token()!),
    await buyerOf(ordered.token()!),
  ]
  await sql`
    insert into orders.purchases (buyer_id, id, cart_id, email, locale, currency, total_minor, placed_at)
    values (${orderedId}, ${randomUUID()}, ${randomUUID()}, 'g@example.eu', 'en', 'EUR', 100, ${market.db.clock.now()})
  `.execute(market.db.read)
  await gone.api.wish({ product_id: productId })
  const expire = (buyers: string[], days: number) =>
    sql`update accounts.sessions set expires_at = ${daysAgo(days)} where buyer_id = any(${buyers})`.execute(
      market.db.read,
    )
  await expire([goneId, orderedId, user.userId!], 31)
  await expire([freshId], 29)

  await removeOld(market.db, retention)
  const left = async (table: string) =>
    (
      await rows(sql<{ id: string }>`
      select distinct ${sql.ref(table === 'accounts.buyers' ? 'id' : 'buyer_id')} as id from ${sql.table(table)}
    `)
    ).map(row => row.id)
  const buyers = await left('accounts.buyers')
  expect(buyers).not.toContain(goneId)
  expect(buyers).toEqual(expect.arrayContaining([freshId, orderedId, user.userId!]))
  for (const table of ['cart.carts', 'cart.lines', 'accounts.sessions', 'buyers.wishes'])
    expect(await left(table), table).not.toContain(goneId)
  expect(await left('cart.carts')).toEqual(expect.arrayContaining([freshId, orderedId, user.userId!]))
  const sessions = await left('accounts.sessions')
  expect(sessions).toContain(freshId)
  expect(sessions).not.toContain(orderedId)
})

test('a guest with a second log-in that is good stays whole', async () => {
  const buyer = randomUUID()
  await sql`insert into accounts.buyers (id, created_at) values (${buyer}, ${daysAgo(100)})`.execute(market.db.read)
  for (const days of [40, -1])
    await sql`
      insert into accounts.sessions (token_hash, id, buyer_id, created_at, seen_at, expires_at)
      values (${Buffer.from(randomUUID())}, ${randomUUID()}, ${buyer}, ${daysAgo(90)}, ${daysAgo(90)}, ${daysAgo(days)})
    `.execute(market.db.read)
  await removeOld(market.db, retention)
  expect(await rows(sql`select 1 from accounts.buyers where id = ${buyer}`)).toHaveLength(1)
  expect(await rows(sql`select 1 from accounts.sessions where buyer_id = ${buyer}`)).toHaveLength(1)
})

test('X4c answers, events and mails go after their days and not before; what waits never goes', async () => {
  const [old, young] = [randomUUID(), randomUUID()]
  for (const [owner, days] of [
    [old, 8],
    [young, 6],
  ] as const)
    await sql`
      insert into platform.answers (owner, key, body_hash, claimed_at) values (${owner}, 'k', '', ${daysAgo(days)})
    `.execute(market.db.read)
  for (const [owner, queued, sent] of [
    [old, 181, 181],
    [young, 181, 179],
    [young, 400, null],
  ] as const)
    await sql`
      insert into platform.mails (owner, topic, id, recipient, subject, text, html, queued_at, sent_at)
      values (${owner}, ${`t${sent}`}, ${randomUUID()}, 'a@example.eu', '', '', '', ${daysAgo(queued)}, ${sent === null ? null : daysAgo(sent)})
    `.execute(market.db.read)
  for (const [owner, fired] of [
    [old, 91],
    [young, 89],
    [randomUUID(), null],
  ] as const)
    await sql`
      insert into platform.deadlines (owner, subject, kind, due_at, fired_at)
      values (${owner}, ${owner}, 'orders.pay_by', ${daysAgo(400)}, ${fired === null ? null : daysAgo(fired)})
    `.execute(market.db.read)
  for (const [id, days] of [
    ['old', 91],
    ['young', 89],
  ] as const)
    await sql`
      insert into payments.provider_events (event_id, received_at) values (${id}, ${daysAgo(days)})
    `.execute(market.db.read)
  await sql`
    insert into search.zero_result_searches (day, term, answer, count)
    values (${daysAgo(92)}::timestamptz::date, 'old', 'nothing', 1), (${daysAgo(88)}::timestamptz::date, 'young', 'nothing', 1)
  `.execute(market.db.read)

  await removeOld(market.db, retention)
  for (const table of ['platform.answers', 'platform.mails', 'platform.deadlines']) {
    const owners = (await rows(sql<{ owner: string }>`select owner from ${sql.table(table)}`)).map(row => row.owner)
    expect(owners, table).not.toContain(old)
    expect(owners, table).toContain(young)
  }
  expect(await rows(sql`select topic from platform.mails where owner = ${young} order by topic`)).toHaveLength(2)
  expect(
    await rows(sql`select 1 from platform.deadlines where fired_at is null and due_at < ${daysAgo(399)}`),
  ).toHaveLength(1)
  expect(await rows(sql`select event_id from payments.provider_events where event_id in ('old', 'young')`)).toEqual([
    { event_id: 'young' },
  ])
  expect(await rows(sql`select term from search.zero_result_searches where term in ('old', 'young')`)).toEqual([
    { term: 'young' },
  ])
  await sql`delete from platform.deadlines where due_at < ${daysAgo(399)}`.execute(market.db.read)
})

test('a longer time that operators set holds from then on', async () => {
  const operator = await market.person({ operator: true })
  const owner = randomUUID()
  await sql`
    insert into platform.answers (owner, key, body_hash, claimed_at) values (${owner}, 'k', '', ${daysAgo(20)})
  `.execute(market.db.read)
  await operator.api.setPolicy({ key: 'platform.answer_days', value: 30, reason: 'partners retry late' })
  await removeOld(market.db, retention)
  expect(await rows(sql`select 1 from platform.answers where owner = ${owner}`)).toHaveLength(1)
  await operator.api.setPolicy({ key: 'platform.answer_days', value: 7, reason: 'as before' })
  await removeOld(market.db, retention)
  expect(await rows(sql`select 1 from platform.answers where owner = ${owner}`)).toHaveLength(0)
})

test('many rows are removed in batches, up to a limit per run', async () => {
  await sql`
    insert into payments.provider_events (event_id, received_at)
    select 'many ' || n, ${daysAgo(200)}::timestamptz from generate_series(1, 530) n
  `.execute(market.db.read)
  const removed = await removeOld(market.db, retention, { limit: 2 })
  expect(removed.get('handled events of the payment provider')).toBe(500)
  expect(await rows(sql`select 1 from payments.provider_events where event_id like 'many %'`)).toHaveLength(30)
  // two runs at once remove the rest between them, and nothing twice
  await Promise.all([removeOld(market.db, retention), removeOld(market.db, retention)])
  expect(await rows(sql`select 1 from payments.provider_events where event_id like 'many %'`)).toHaveLength(0)
})

test('files of exports go after a week, canceled ones at once, and their jobs after a quarter', async () => {
  const { owner, id: storeId } = await market.store()
  const ask = () => owner.api.startOrdersExport({ from: '2026-01-01', to: '2026-01-02', format: 'csv' })
  const { id } = await ask()
  await market.settle()
  const [, job] = parsePublicId('job', 2, id)!
  const path = `${market.dataDir}/files/jobs/${storeId}/${job}/file`
  await runRetention(market.db)
  expect(existsSync(path)).toBe(true)
  expect(await latestRetention(market.db.read)).not.toBeNull()
  await market.pass({ hours: 24 * 7 + 1 })
  await runRetention(market.db)
  expect(existsSync(path)).toBe(false)
  expect(await owner.api.showJob({ job_id: id })).toMatchObject({ state: 'done', expired: true })
  await market.pass({ hours: 24 * 84 })
  const { id: later } = await ask()
  await owner.api.cancelJob({ job_id: later })
  await runRetention(market.db)
  expect((await owner.api.listJobs({})).items.map(each => each.id)).toEqual([later])
})

test('X4d money, orders, transitions and audit lose nothing by it, however late it is', async () => {
  const store = await market.store()
  const { variantId } = await market.product(store)
  await market.buy(await market.person(), [variantId])
  await market.settle()
  const tables = [
    'ledger.journals',
    'ledger.transfers',
    'orders.orders',
    'orders.lines',
    'platform.transitions',
    'orders.purchases',
  ]
  const before = await Promise.all([...tables, 'payments.attempts', 'platform.audit_entries'].map(count))
  await sql`update platform.clock set offset_ms = offset_ms + 5::bigint * 365 * 86400000`.execute(market.db.read)
  await market.db.clock.load(market.db.read)
  await removeOld(market.db, retention)
  expect(await Promise.all([...tables, 'payments.attempts', 'platform.audit_entries'].map(count))).toEqual(before)
})
