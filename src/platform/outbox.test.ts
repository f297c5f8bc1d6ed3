import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { type Db, openDb, sql } from '#platform/db.ts'
import { newId } from '#platform/ids.ts'
import { drainOutbox, type Event, emit, type Reactions } from '#platform/outbox.ts'
import { inTx, type Tx } from '#platform/tx.ts'
import { freshDb } from '../../test/database.ts'

let db: Db
let url: string
let drop: () => Promise<void>
beforeAll(async () => {
  ;({ db, url, drop } = await freshDb())
  await sql`create table public.seen (n serial, subject uuid, number int)`.execute(db.read)
})
afterEach(async () => {
  await sql`truncate platform.outbox, public.seen`.execute(db.read)
})
afterAll(() => drop())

const note = (tx: Tx, { subject, body }: Event) =>
  sql`insert into public.seen (subject, number) values (${subject}, ${body.n})`.execute(tx)

/** Records what it handles, in the event's transaction, and fails for these subjects. */
const noting = (broken: ReadonlySet<string>): Reactions => ({
  step: [
    async (tx, event) => {
      await note(tx, event)
      if (broken.has(event.subject)) throw new Error('broken')
    },
  ],
})

const send = (events: readonly { subject: string; n: number; name?: string }[]) =>
  inTx(db, 'emit', tx =>
    Promise.all(
      events.map(({ subject, n, name = 'step' }) =>
        emit(tx, { name, about: '', body }, [{ owner: subject, subject, body: { n } }]),
      ),
    ),
  )
const body = z.object({ n: z.int() })

const seen = async (subject: string): Promise<number[]> =>
  (
    await sql<{ number: number }>`select number from public.seen where subject = ${subject} order by n`.execute(db.read)
  ).rows.map(row => row.number)

const left = async (): Promise<number> =>
  (await sql<{ n: number }>`select count(*)::int as n from platform.outbox`.execute(db.read)).rows[0]!.n

const steps = (subject: string, n: number) => Array.from({ length: n }, (_, i) => ({ subject, n: i }))

test('each event once, in order per subject, also when several drain at once', async () => {
  const subjects = Array.from({ length: 20 }, newId)
  for (let n = 0; n < 10; n++) await send(subjects.map(subject => ({ subject, n })))
  const drain = async () => {
    while ((await left()) > 0) await drainOutbox(db, noting(new Set()))
  }
  await Promise.all([drain(), drain(), drain()])
  for (const subject of subjects) expect(await seen(subject)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
})

test('a failing event and 260 behind it do not block other subjects; repaired, they are handled in order', async () => {
  const [broken, other] = [newId(), newId()]
  await send(steps(broken, 261))
  await drainOutbox(db, noting(new Set([broken])))
  await send([{ subject: broken, n: 261 }])
  await send(steps(other, 2))
  await drainOutbox(db, noting(new Set([broken])))
  expect(await seen(other)).toEqual([0, 1])
  expect(await seen(broken), 'what it did is taken back').toEqual([])
  const failed = await sql`select attempts, error from platform.outbox where attempts > 0`.execute(db.read)
  expect(failed.rows).toEqual([{ attempts: 1, error: expect.stringContaining('broken') }])

  await sql`update platform.outbox set retry_at = retry_at + interval '1 hour'`.execute(db.read)
  expect((await drainOutbox(db, noting(new Set()))).done, 'not before its next try').toBe(0)
  await sql`update platform.outbox set retry_at = ${db.clock.wall()} where retry_at is not null`.execute(db.read)
  while ((await drainOutbox(db, noting(new Set()))).more);
  expect(await seen(broken)).toEqual(Array.from({ length: 262 }, (_, n) => n))
  expect(await left()).toBe(0)
})

test('a retried event is handled before a later one of its subject', async () => {
  const subject = newId()
  await send([{ subject, n: 0 }])
  await drainOutbox(db, noting(new Set([subject])))
  await send([{ subject, n: 1 }])
  await sql`update platform.outbox set retry_at = ${db.clock.wall()} where retry_at is not null`.execute(db.read)
  expect((await drainOutbox(db, noting(new Set()))).done).toBe(2)
  expect(await seen(subject)).toEqual([0, 1])
})

test('more failing subjects than one batch do not block the others', async () => {
  const broken = new Set(Array.from({ length: 250 }, newId))
  for (const n of [0, 1]) await send([...broken].map(subject => ({ subject, n })))
  const other = newId()
  await send([{ subject: other, n: 0 }])
  for (let round = 0; round < 4; round++) await drainOutbox(db, noting(broken))
  expect(await seen(other)).toEqual([0])
  expect(await left()).toBe(500)
})

test('an unknown event stays for a version that knows it, and blocks only its own subject', async () => {
  const [subject, other] = [newId(), newId()]
  await send([
    { subject, n: 0 },
    { subject, n: 1, name: 'future' },
    { subject, n: 2 },
    { subject: other, n: 0 },
  ])
  await drainOutbox(db, noting(new Set()))
  await drainOutbox(db, noting(new Set()))
  expect([await seen(subject), await seen(other)]).toEqual([[0], [0]])
  const waiting = await sql`select name, attempts from platform.outbox order by id`.execute(db.read)
  expect(waiting.rows).toEqual([
    { name: 'future', attempts: 0 },
    { name: 'step', attempts: 0 },
  ])
  const { step } = noting(new Set())
  expect((await drainOutbox(db, { step: step!, future: step! })).more, 'what waited behind it waits no longer').toBe(
    true,
  )
  await drainOutbox(db, { step: step!, future: step! })
  expect(await seen(subject)).toEqual([0, 1, 2])
})

test('with 40,000 events behind failed ones a round reads a few hundred rows, by index', async () => {
  const one = await openDb(url, { max: 1 })
  try {
    const broken = newId()
    await sql`
      insert into platform.outbox (owner, id, subject, name, body, at)
      select gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'step', '{}', ${db.clock.now()}
      from generate_series(1, 20000)
    `.execute(one.read)
    await sql`
      insert into platform.outbox (owner, id, subject, name, body, at, attempts, retry_at)
      select ${broken}::uuid, gen_random_uuid(), ${broken}::uuid, 'step', '{}', ${db.clock.now()}, (n = 1)::int,
        ${db.clock.wall().add({ hours: 1 })}
      from generate_series(1, 20000) n
    `.execute(one.read)
    await sql`analyze platform.outbox`.execute(one.read)
    const scans = async () => {
      await sql`select pg_stat_force_next_flush()`.execute(one.read)
      const { rows } = await sql<{ whole: number; fetched: number }>`
        select seq_scan::int as whole, idx_tup_fetch::int as fetched from pg_stat_user_tables where relname = 'outbox'
      `.execute(one.read)
      return rows[0]!
    }
    const before = await scans()
    expect((await drainOutbox(one, { step: [] })).done).toBe(200)
    const after = await scans()
    expect(after.whole - before.whole).toBe(0)
    expect(after.fetched - before.fetched).toBeLessThan(1_500)
  } finally {
    await one.close()
  }
})
