import { type Db, sql } from '#platform/db.ts'
import { newId } from '#platform/ids.ts'
import { removeParts } from '#platform/job-files.ts'
import type { Commit, Job, JobKey, JobKinds, Step } from '#platform/jobs.ts'
import { jobFileDays } from '#platform/retention-policy.ts'
import { inTx, type Tx } from '#platform/tx.ts'

/** Owners that get a step in one round; other jobs of the lane wait no longer than that. */
const ownersAtOnce = 20
/** A step takes at most a second; a process that holds one for this long has ended. */
const leaseSeconds = 60
/** Attempts of one step before a person has to decide. */
const attemptsMax = 5
/** Wait before looking again when nothing is due: another process may have added a job. */
const idleMs = 60_000

/**
 * One bounded round: one step for each owner with jobs, longest-waiting first, and of each owner the job that waited
 * longest. So a long job only uses its owner's turns. Returns `more` when anything was done, else in how many
 * milliseconds to look again.
 */
export async function runJobsOnce(db: Db, kinds: JobKinds): Promise<'more' | number> {
  const { ready, nextAt } = await nextJobs(db, kinds)
  let stepped = 0
  for (const key of ready) if (await stepOnce(db, kinds, key)) stepped++
  if (stepped > 0) return 'more'
  return nextAt ? Math.min(idleMs, Math.max(0, nextAt.epochMilliseconds - db.clock.wall().epochMilliseconds)) : idleMs
}

/** When a job can be claimed: its claim has expired and its pause after a failure is over. Null: now. */
const freeAt = sql`greatest(lease_until, retry_at)`

/** SQL: a row when a job of these kinds can be claimed now. */
export const claimableJobs = (db: Db, kinds: JobKinds) => sql`
  select 1 from platform.jobs
  where ended_at is null and kind = any(${[...kinds.keys()]}) and (${freeAt} is null or ${freeAt} <= ${db.clock.wall()})`

/** Jobs of kinds this release does not know are left to newer workers. */
async function nextJobs(db: Db, kinds: JobKinds): Promise<{ ready: JobKey[]; nextAt: Temporal.Instant | undefined }> {
  const isFree = sql`(at is null or at <= ${db.clock.wall()})`
  const { rows } = await sql<{ owner: string; id: string | null; at: Temporal.Instant | null }>`
    select owner, (array_agg(id order by turn nulls first, id) filter (where ${isFree}))[1] as id, min(at) as at
    from (select owner, id, turn, ${freeAt} as at from platform.jobs
      where ended_at is null and kind = any(${[...kinds.keys()]})) j
    group by owner order by not bool_or(${isFree}), max(turn) nulls first, owner limit ${ownersAtOnce}
  `.execute(db.read)
  const times = rows.flatMap(row => (row.at ? [row.at] : [])).sort(Temporal.Instant.compare)
  return { ready: rows.flatMap(({ owner, id }) => (id ? [{ owner, id }] : [])), nextAt: times[0] }
}

type Claimed = Job<unknown, unknown> & { kind: string; lease: string; attempts: number }

/** False when another worker has it. */
async function stepOnce(db: Db, kinds: JobKinds, key: JobKey): Promise<boolean> {
  const job = await claim(db, key)
  if (!job) return false
  const kind = kinds.get(job.kind)!
  try {
    // each claim counts as an attempt, so that a step which ends its process every time is not begun for ever
    if (job.attempts > attemptsMax) throw new Error('the worker stopped in the middle of this step, every time')
    let moved: Moved | undefined
    const commit: Commit<unknown> = async work => {
      moved = await inTx(db, `step of ${job.kind}`, async tx => move(tx, job, await work(tx)))
    }
    await kind.step(db, { ...job, params: kind.params.parse(job.params) } as never, commit as never)
    if (!moved) throw new Error(`a step of '${job.kind}' did not commit`)
    if (moved.state === 'done' && moved.parts > 0) await clearParts(db, job, moved.parts)
  } catch (error) {
    if (!(error instanceof NoLongerOurs)) await noteFailure(db, job, error)
  }
  return true
}

async function claim(db: Db, { owner, id }: JobKey): Promise<Claimed | null> {
  const wall = db.clock.wall()
  const lease = newId()
  const { rows } = await sql<Claimed>`
    update platform.jobs set state = 'running', started_at = coalesce(started_at, ${db.clock.now()}), lease = ${lease},
      lease_until = ${wall.add({ seconds: leaseSeconds })}, turn = ${lease}, attempts = attempts + 1
    where owner = ${owner} and id = ${id} and ended_at is null and (${freeAt} is null or ${freeAt} <= ${wall})
    returning owner, id, kind, params, cursor, done, parts, lease, attempts
  `.execute(db.read)
  return rows[0] ?? null
}

/** The job was canceled, or claimed by another worker after our claim expired: the step must be rolled back. */
class NoLongerOurs extends Error {}

type Moved = { state: 'running' | 'done'; parts: number }

async function move(tx: Tx, { owner, id, lease }: Claimed, step: Step<unknown>): Promise<Moved> {
  const { finished } = step
  const file = typeof finished === 'object' ? finished : null
  const { rows } = await sql<Moved>`
    update platform.jobs set cursor = ${JSON.stringify(step.cursor)}::jsonb, done = done + ${step.done}::int,
      failed = failed + ${step.failed ?? 0}::int, parts = parts + ${step.wrotePart ? 1 : 0}::int,
      state = ${finished ? 'done' : 'running'}, ended_at = ${finished ? tx.now : null}::timestamptz,
      file_name = ${file?.name ?? null}, file_bytes = ${file?.bytes ?? null}::int,
      files_until = ${file ? tx.now.add({ hours: 24 * tx.policy(jobFileDays) }) : null}::timestamptz,
      lease = null, lease_until = null, attempts = 0, retry_at = null, error = null
    where owner = ${owner} and id = ${id} and lease = ${lease} and state = 'running' returning state, parts
  `.execute(tx)
  if (!rows[0]) throw new NoLongerOurs()
  return rows[0]
}

/** Removes the parts once they are in the result. If a crash prevents it, they are removed with the result. */
async function clearParts(db: Db, job: JobKey, parts: number): Promise<void> {
  await removeParts(db, job, parts)
  await sql`update platform.jobs set parts = 0 where owner = ${job.owner} and id = ${job.id} and state = 'done'`.execute(
    db.read,
  )
}

/** Retried after 5 s, doubling; after the last attempt it waits for a person, with its parts. */
async function noteFailure(db: Db, { owner, id, lease, attempts }: Claimed, error: unknown): Promise<void> {
  const isLast = attempts >= attemptsMax
  const now = db.clock.now()
  const until = now.add({ hours: 24 * db.policy.at(now)(jobFileDays) })
  await sql`
    update platform.jobs set error = ${String((error as Error).stack ?? error)}, lease = null, lease_until = null,
      retry_at = ${isLast ? null : db.clock.wall().add({ seconds: 5 * 2 ** (attempts - 1) })}::timestamptz,
      state = ${isLast ? 'failed' : 'running'}, ended_at = ${isLast ? now : null}::timestamptz,
      files_until = ${isLast ? until : null}::timestamptz
    where owner = ${owner} and id = ${id} and lease = ${lease} and state = 'running'
  `.execute(db.read)
}
