import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { type Db, sql } from '#platform/db.ts'
import {
  type AnyJobKind,
  cancelJob,
  type JobKey,
  jobKind,
  jobKindsOf,
  openJobsMax,
  retryJob,
  startJob,
} from '#platform/jobs.ts'
import { runJobsOnce } from '#platform/run-jobs.across.ts'
import { inTx } from '#platform/tx.ts'
import { freshDb } from '../../test/database.ts'
import { refusalOf } from '../../test/market.ts'

let db: Db
let url: string
let drop: () => Promise<void>
beforeAll(async () => {
  ;({ db, url, drop } = await freshDb())
  await sql`create table public.did (owner uuid not null, job uuid not null, n int not null)`.execute(db.read)
})
afterAll(() => drop())

type Params = { rows: number }
type Hooks = { before?: (n: number) => Promise<void> | void; within?: (n: number) => Promise<void> | void }

/** Counts to `rows`, one per step, and stores each number in the step's transaction. */
const counting = ({ before, within }: Hooks = {}) =>
  jobKind<Params, { n: number }>({
    kind: 'test.count',
    audience: 'ops',
    permission: null,
    params: z.object({ rows: z.int() }),
    start: async (_tx, _owner, { rows }) => rows,
    async step(_db, { owner, id, params, cursor }, commit) {
      const n = (cursor?.n ?? 0) + 1
      await before?.(n)
      return commit(async tx => {
        await sql`insert into public.did (owner, job, n) values (${owner}, ${id}, ${n})`.execute(tx)
        await within?.(n)
        return { cursor: { n }, done: 1, ...(n >= params.rows && { finished: true as const }) }
      })
    },
  })

const user = randomUUID()
const start = (rows: number, owner: string = randomUUID()): Promise<JobKey> =>
  inTx(db, 'start', tx => startJob(tx, counting(), { owner, params: { rows }, userId: user }))

/** Runs rounds until nothing is left. */
async function run(kind: AnyJobKind = counting(), rounds = 1_000): Promise<void> {
  for (let n = 0; n < rounds; n++) if ((await runJobsOnce(db, jobKindsOf(kind))) !== 'more') return
}

async function did({ id }: JobKey): Promise<number[]> {
  const { rows } = await sql<{ n: number }>`select n from public.did where job = ${id} order by n`.execute(db.read)
  return rows.map(row => row.n)
}

type Row = {
  files_until: unknown
  state: string
  done: number
  total: number
  attempts: number
  error: string | null
  retry_at: Temporal.Instant
}
async function rowOf({ id }: JobKey): Promise<Row> {
  const { rows } = await sql<Row>`select * from platform.jobs where id = ${id}`.execute(db.read)
  return rows[0]!
}

/** As if the claiming worker had been gone for a minute, or the pause after a failure were over. */
const letTimePass = ({ id }: JobKey) =>
  sql`update platform.jobs set lease_until = ${db.clock.wall()}, retry_at = null where id = ${id}`.execute(db.read)

test('a job is done step by step, each step once, with progress', async () => {
  const job = await start(3)
  expect(await rowOf(job)).toMatchObject({ state: 'queued', done: 0, total: 3 })
  expect(await runJobsOnce(db, jobKindsOf(counting()))).toBe('more')
  expect(await rowOf(job)).toMatchObject({ state: 'running', done: 1 })
  await run()
  expect(await rowOf(job)).toMatchObject({ state: 'done', done: 3, error: null })
  expect(await did(job)).toEqual([1, 2, 3])
  const idle = await runJobsOnce(db, jobKindsOf(counting()))
  expect(idle).toBe(60_000)
})

test('E18d a hundred thousand steps of one store take no more than every second turn of another', async () => {
  const [long, short] = [await start(100_000), await start(10)]
  let rounds = 0
  while ((await rowOf(short)).state !== 'done') {
    await runJobsOnce(db, jobKindsOf(counting()))
    expect(++rounds).toBeLessThanOrEqual(10)
  }
  const steps = (await did(long)).length + (await did(short)).length
  expect(steps).toBeLessThanOrEqual(20)
  await inTx(db, 'cancel', tx => cancelJob(tx, long, user))
})

test('jobs of one owner take turns too', async () => {
  const owner = randomUUID()
  const [long, short] = [await start(1_000, owner), await start(5, owner)]
  await run(counting(), 10)
  expect((await rowOf(short)).state).toBe('done')
  expect(await did(long)).toHaveLength(5)
  await inTx(db, 'cancel', tx => cancelJob(tx, long, user))
})

test('more owners than fit in a round: none waits longer than a turn of all', async () => {
  const jobs = await Promise.all(Array.from({ length: 45 }, () => start(100)))
  await run(counting(), 3)
  const counts = await Promise.all(jobs.map(async job => (await did(job)).length))
  expect(Math.min(...counts)).toBeGreaterThanOrEqual(1)
  expect(Math.max(...counts)).toBeLessThanOrEqual(2)
  for (const job of jobs) await inTx(db, 'cancel', tx => cancelJob(tx, job, user))
})

test('four workers at once do no step twice', async () => {
  const job = await start(25)
  await Promise.all([run(), run(), run(), run()])
  // a worker that finds the job claimed stops; the last one ends it
  await run()
  expect(await did(job)).toEqual(Array.from({ length: 25 }, (_, n) => n + 1))
  expect(await rowOf(job)).toMatchObject({ state: 'done', done: 25 })
})

test('a worker that is killed in a step: another goes on from the cursor, and the first changes nothing any more', async () => {
  const job = await start(3)
  await run(counting(), 1)
  const killed = Promise.withResolvers<void>()
  const reached = Promise.withResolvers<void>()
  const hanging = runJobsOnce(
    db,
    jobKindsOf(
      counting({
        before: async () => {
          reached.resolve()
          await killed.promise
        },
      }),
    ),
  )
  await reached.promise
  expect(await runJobsOnce(db, jobKindsOf(counting()))).not.toBe('more') // it is claimed
  await letTimePass(job)
  await run()
  expect(await did(job)).toEqual([1, 2, 3])
  killed.resolve() // it was only slow, and continues
  await hanging
  expect(await did(job)).toEqual([1, 2, 3])
  expect(await rowOf(job)).toMatchObject({ state: 'done', done: 3, error: null })
})

test('E18b killed with -9 in the middle of a step, another worker goes on where it was, nothing lost and nothing twice', async () => {
  const job = await start(5)
  const worker = spawn(process.execPath, ['test/hanging-worker.ts', url], { stdio: ['ignore', 'pipe', 'inherit'] })
  const gone = once(worker, 'exit')
  await once(worker.stdout, 'data')
  worker.kill('SIGKILL')
  await gone
  expect(await did(job)).toEqual([1, 2])
  expect(await runJobsOnce(db, jobKindsOf(counting()))).not.toBe('more') // its claim is still valid
  await letTimePass(job)
  await run()
  expect(await did(job)).toEqual([1, 2, 3, 4, 5])
  expect(await rowOf(job)).toMatchObject({ state: 'done', done: 5 })
})

test('E18c canceled between steps, what is done stays; in a step, that step is rolled back', async () => {
  const job = await start(10)
  await run(counting(), 2)
  await inTx(db, 'cancel', tx => cancelJob(tx, job, user))
  await run()
  expect(await did(job)).toEqual([1, 2])
  expect(await refusalOf(inTx(db, 'cancel', tx => cancelJob(tx, job, user)))).toBe('job.ended')

  const other = await start(10)
  await run(counting({ before: n => (n === 2 ? inTx(db, 'cancel', tx => cancelJob(tx, other, user)) : undefined) }))
  expect(await did(other)).toEqual([1])
  expect(await rowOf(other)).toMatchObject({ state: 'canceled', done: 1, error: null })
})

test('E18e a step that fails is tried again with growing pauses, then waits for people; retried, it goes on', async () => {
  const job = await start(3)
  const broken = counting({
    within: n => {
      if (n === 2) throw new Error('row 2 is broken')
    },
  })
  await run(broken, 1) // the first step
  for (const seconds of [5, 10, 20, 40, null]) {
    const before = Date.now()
    await run(broken, 1)
    const { retry_at } = await rowOf(job)
    const after = Date.now()
    if (seconds === null) expect(retry_at).toBeNull()
    else {
      expect(retry_at.epochMilliseconds - before).toBeGreaterThanOrEqual(seconds * 1_000)
      expect(retry_at.epochMilliseconds - after).toBeLessThanOrEqual(seconds * 1_000)
    }
    await sql`update platform.jobs set retry_at = retry_at + interval '1 hour'`.execute(db.read) // not by now
    expect(await runJobsOnce(db, jobKindsOf(broken))).not.toBe('more')
    await letTimePass(job)
  }
  const failed = await rowOf(job)
  expect(failed).toMatchObject({ state: 'failed', done: 1 })
  expect(failed.error).toContain('row 2 is broken')
  expect(failed.files_until).not.toBeNull() // what it may have written is removed, in case nobody continues
  expect(await did(job)).toEqual([1])
  expect(await runJobsOnce(db, jobKindsOf(counting()))).not.toBe('more')

  await inTx(db, 'retry', tx => retryJob(tx, job, user))
  await run()
  expect(await did(job)).toEqual([1, 2, 3])
  expect(await refusalOf(inTx(db, 'retry', tx => retryJob(tx, job, user)))).toBe('job.not_failed')
})

test('a step that ends its process every time is not begun for ever', async () => {
  const job = await start(1)
  await sql`update platform.jobs set attempts = 5 where id = ${job.id}`.execute(db.read)
  await run()
  expect(await rowOf(job)).toMatchObject({ state: 'failed', done: 0 })
  expect(await did(job)).toEqual([])
})

test('a step that is not committed has failed', async () => {
  const job = await start(1)
  await run({ ...counting(), step: async () => {} })
  expect((await rowOf(job)).error).toContain('did not commit')
  await inTx(db, 'cancel', tx => cancelJob(tx, job, user))
})

test('a kind that this release does not know is left to workers that do', async () => {
  const job = await start(1)
  const newer = jobKindsOf({ ...counting(), kind: 'test.newer' })
  expect(await runJobsOnce(db, newer)).toBe(60_000)
  expect(await rowOf(job)).toMatchObject({ state: 'queued', attempts: 0 })
  await run()
})

test('an owner has so many open jobs and no more', async () => {
  const owner = randomUUID()
  for (let n = 0; n < openJobsMax; n++) await start(1, owner)
  expect(await refusalOf(start(1, owner))).toBe('job.too_many')
  await run()
  await start(1, owner)
  await run()
})

test('jobs started at the same time are counted one by one', async () => {
  const owner = randomUUID()
  const started = await Promise.allSettled(Array.from({ length: openJobsMax + 10 }, () => start(1, owner)))
  expect(started.filter(({ status }) => status === 'fulfilled')).toHaveLength(openJobsMax)
  await run()
})

test('each start, cancel and retry is audited', async () => {
  const owner = randomUUID()
  const job = await start(2, owner)
  await inTx(db, 'cancel', tx => cancelJob(tx, job, user))
  const { rows } = await sql<{ action: string; after: object }>`
    select action, after from platform.audit_entries where owner = ${owner} order by id
  `.execute(db.read)
  expect(rows).toEqual([
    { action: 'job.start', after: { kind: 'test.count', rows: 2 } },
    { action: 'job.cancel', after: { done: 0 } },
  ])
})
