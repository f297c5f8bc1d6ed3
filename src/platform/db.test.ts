import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Db, openDb, sql } from '#platform/db.ts'
import { inTx } from '#platform/tx.ts'
import { isUnavailable } from '#platform/unavailable.ts'
import { freshDb } from '../../test/database.ts'

let db: Db
let url: string
let drop: () => Promise<void>
beforeAll(async () => {
  ;({ db, url, drop } = await freshDb())
})
afterAll(() => drop())

const errorOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => null,
    error => error,
  )

test('no instant or day that PostgreSQL can hold fails its reader; those without end are the first and the last', async () => {
  const { rows } = await sql<{ at: Temporal.Instant; day: Temporal.PlainDate }>`
    select text::timestamptz as at, text::timestamptz::date as day from unnest(array[
      '2026-11-24 09:00:00.123456+01', '9999-12-31 23:59:59.999999999+00', '10000-06-01 00:00+00', '0044-03-15 12:00+00 BC',
      '0001-06-01 00:00+00 BC', '294276-12-31 00:00+00', '4713-01-01 00:00+00 BC', 'infinity', '-infinity']) with ordinality t (text, n)
    order by n
  `.execute(db.read)
  expect(rows.map(({ at }) => String(at))).toEqual([
    '2026-11-24T08:00:00.123456Z',
    '+010000-01-01T00:00:00Z',
    '+010000-06-01T00:00:00Z',
    '-000043-03-15T12:00:00Z',
    '0000-06-01T00:00:00Z',
    '+275760-09-13T00:00:00Z',
    '-004712-01-01T00:00:00Z',
    '+275760-09-13T00:00:00Z',
    '-271821-04-20T00:00:00Z',
  ])
  expect(rows.map(({ day }) => String(day))).toEqual([
    '2026-11-24',
    '+010000-01-01',
    '+010000-06-01',
    '-000043-03-15',
    '0000-06-01',
    '+275760-09-13',
    '-004712-01-01',
    '+275760-09-13',
    '-271821-04-19',
  ])
})

test('a connection that breaks in use fails its statements as unavailable, and is not used again', async () => {
  const pid = async (tx: Parameters<Parameters<typeof inTx>[2]>[0]) =>
    (await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx)).rows[0]!.pid
  const pids: number[] = []
  const error = await errorOf(
    inTx(db, 'break', async tx => {
      const mine = await pid(tx)
      pids.push(mine)
      // several statements are in flight when it breaks
      await Promise.all([
        sql`select pg_terminate_backend(pg_backend_pid())`.execute(tx),
        sql`select 1`.execute(tx),
        sql`select 2`.execute(tx),
      ])
    }),
  )
  expect([isUnavailable(error), error]).toEqual([true, expect.any(Error)])
  const after = await Promise.all(Array.from({ length: 24 }, () => inTx(db, 'after', pid)))
  expect(after).not.toContain(pids[0])
  expect(await errorOf(sql`select pg_terminate_backend(pg_backend_pid())`.execute(db.read))).toSatisfy(isUnavailable)
})

test('waiting for a connection ends with a time-out', async () => {
  const one = await openDb(url, { max: 1, connectLimitMs: 1_000 })
  // making the connection is under the same limit, and may take longer on a busy machine
  await expect.poll(() => errorOf(sql`select 1`.execute(one.read))).toBeNull()
  const taken = Promise.withResolvers<void>()
  const free = Promise.withResolvers<void>()
  const holder = inTx(one, 'hold', async () => {
    taken.resolve()
    await free.promise
  })
  await taken.promise
  expect(await errorOf(sql`select 1`.execute(one.read))).toSatisfy(isUnavailable)
  free.resolve()
  await holder
  expect((await sql<{ n: number }>`select 1 as n`.execute(one.read)).rows).toEqual([{ n: 1 }])
  await one.close()
})

test.each(
  [
    '08006',
    '08P01',
    '53100',
    '53200',
    '53300',
    '57P01',
    '57P02',
    '57P03',
    '25006',
    'ECONNRESET',
    'ECONNREFUSED',
    'EPIPE',
  ].map(code => ({ code })),
)('$code says that something cannot be reached or takes no more', ({ code }) => {
  expect(isUnavailable(Object.assign(new Error('x'), { code }))).toBe(true)
})

test('E16s a coordinator that lost a node of its cluster says so without a code of its own', () => {
  const error = Object.assign(new Error('failure on connection marked as essential: 10.0.0.2:5432'), { code: 'XX000' })
  expect(isUnavailable(error)).toBe(true)
})

test.each(['23505', '40001', '22P02', '42601', '57014', 'ENOENT', 'EACCES', undefined])('%s does not', code => {
  expect(isUnavailable(Object.assign(new Error('x'), { code }))).toBe(false)
})
