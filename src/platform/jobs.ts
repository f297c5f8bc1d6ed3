import type { z } from 'zod'
import { audit } from '#platform/audit.ts'
import { countAlone } from '#platform/counts.ts'
import { type Db, sql } from '#platform/db.ts'
import { newId, publicId } from '#platform/ids.ts'
import { type RefusalList, refuser } from '#platform/refusal.ts'
import type { Audience } from '#platform/route.ts'
import type { Tx } from '#platform/tx.ts'

export const jobStates = ['queued', 'running', 'done', 'failed', 'canceled'] as const
type JobState = (typeof jobStates)[number]

export const jobRefusals = {
  'job.not_found': 404,
  'job.too_many': 429,
  'job.ended': 409,
  'job.not_failed': 409,
  'job.expired': 410,
} as const satisfies RefusalList
const refuse = refuser(jobRefusals)

export type JobKey = { readonly owner: string; readonly id: string }

/** A job as its steps see it. */
export type Job<P, C> = JobKey & {
  readonly params: P
  /** Null before the first step. */
  readonly cursor: C | null
  readonly done: number
  /** Parts of the result that are written; the next one has this number. */
  readonly parts: number
}

/** What a step did. */
export type Step<C> = {
  readonly cursor: C
  /** Rows done in this step, and how many of them failed by the kind's own rules. */
  readonly done: number
  readonly failed?: number
  /** A part of the result was written, by `writePart`. */
  readonly wrotePart?: true
  /** The job is complete; with its result, if it has one, written by `writeResult`. */
  readonly finished?: true | { readonly name: string; readonly bytes: number }
}

/**
 * Ends a step: `work` and the move of the cursor are one transaction. Throws and rolls back when the job was canceled
 * meanwhile or the claim on it expired.
 */
export type Commit<C> = (work: (tx: Tx) => Promise<Step<C>>) => Promise<void>

/**
 * Work whose progress people can watch: exports, imports, rebuilding an index. Not for consequences of business events,
 * which use events and deadlines. A step writes at most 100 rows and takes at most a second.
 */
type JobKind<P = unknown, C = unknown> = {
  readonly kind: string
  /** The console whose list shows it. */
  readonly audience: Extract<Audience, 'seller' | 'ops'>
  /** The permission needed to see, cancel and download it. */
  readonly permission: string | null
  readonly params: z.ZodType<P>
  /** Runs in the transaction that starts the job: returns the number of rows to do, if known. May refuse. */
  start(tx: Tx, owner: string, params: P): Promise<number | null>
  /**
   * Does the next step: what needs no transaction first (reads, files), then `commit`, once. The first part must be
   * repeatable: after a crash the step runs again from the same cursor.
   */
  step(db: Db, job: Job<P, C>, commit: Commit<C>): Promise<void>
}

/** Any kind, as its readers see it. `never` parameters make every JobKind assignable without `any`. */
export type AnyJobKind = Omit<JobKind, 'start' | 'step'> & {
  start(tx: Tx, owner: string, params: never): Promise<number | null>
  step(db: Db, job: never, commit: never): Promise<void>
}
export type JobKinds = ReadonlyMap<string, AnyJobKind>

/** Declares a kind; infers its shapes. */
export const jobKind = <P, C>(declaration: JobKind<P, C>): JobKind<P, C> => declaration

/** All kinds of a market, by name. */
export const jobKindsOf = (...kinds: readonly AnyJobKind[]): JobKinds => new Map(kinds.map(kind => [kind.kind, kind]))

/** Open jobs of one owner: more are a mistake or a runaway program. */
export const openJobsMax = 10

/** Queues a job for its owner. Refuses `job.too_many`, and what the kind's start refuses. */
export async function startJob<P>(
  tx: Tx,
  kind: { readonly kind: string; start(tx: Tx, owner: string, params: P): Promise<number | null> },
  { owner, params, userId }: { owner: string; params: P; userId: string },
): Promise<JobKey> {
  const total = await kind.start(tx, owner, params)
  const id = newId()
  await countAlone(tx, 'jobs', owner)
  const started = await sql`
    insert into platform.jobs (owner, id, kind, params, state, total, requested_by, requested_at)
    select ${owner}, ${id}, ${kind.kind}, ${JSON.stringify(params)}::jsonb, 'queued', ${total}::int, ${userId}::uuid, ${tx.now}::timestamptz
    where (select count(*) from platform.jobs where owner = ${owner} and ended_at is null) < ${openJobsMax}
  `.execute(tx)
  if (!started.numAffectedRows) throw refuse('job.too_many', { limit: openJobsMax })
  await audit(tx, {
    owner,
    userId,
    action: 'job.start',
    subject: publicId('job', owner, id),
    after: { kind: kind.kind, ...params },
  })
  tx.wakeWorker('jobs')
  return { owner, id }
}

/**
 * Cancels a job between two steps: committed steps stay, its file parts are removed, and a running step is rolled back.
 * Refuses `job.ended`, `job.not_found`.
 */
export async function cancelJob(tx: Tx, { owner, id }: JobKey, userId: string): Promise<void> {
  const { rows } = await sql<{ done: number }>`
    update platform.jobs set state = 'canceled', ended_at = ${tx.now}, files_until = ${tx.now}, lease = null,
      lease_until = null, retry_at = null
    where owner = ${owner} and id = ${id} and ended_at is null returning done
  `.execute(tx)
  if (!rows[0]) throw refuse((await isThere(tx, { owner, id })) ? 'job.ended' : 'job.not_found')
  const subject = publicId('job', owner, id)
  await audit(tx, { owner, userId, action: 'job.cancel', subject, after: { done: rows[0].done } })
}

/**
 * Resumes a failed job from where it failed. Refuses `job.not_failed`, `job.expired` when its parts are gone,
 * `job.not_found`.
 */
export async function retryJob(tx: Tx, { owner, id }: JobKey, userId: string): Promise<void> {
  const { rows } = await sql<{ state: JobState; parts: number; files_until: Temporal.Instant | null }>`
    select state, parts, files_until from platform.jobs where owner = ${owner} and id = ${id} for update
  `.execute(tx)
  const job = rows[0]
  if (!job) throw refuse('job.not_found')
  if (job.state !== 'failed') throw refuse('job.not_failed')
  if (job.files_until && Temporal.Instant.compare(job.files_until, tx.now) <= 0) throw refuse('job.expired')
  await sql`
    update platform.jobs set state = 'queued', ended_at = null, files_until = null, attempts = 0, retry_at = null, error = null
    where owner = ${owner} and id = ${id}
  `.execute(tx)
  await audit(tx, { owner, userId, action: 'job.retry', subject: publicId('job', owner, id) })
  tx.wakeWorker('jobs')
}

async function isThere(tx: Tx, { owner, id }: JobKey): Promise<boolean> {
  const { rows } = await sql`select 1 from platform.jobs where owner = ${owner} and id = ${id}`.execute(tx)
  return rows.length > 0
}
