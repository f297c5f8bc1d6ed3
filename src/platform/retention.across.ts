import { type Db, sql } from '#platform/db.ts'
import { removeFiles } from '#platform/job-files.ts'
import type { JobKey } from '#platform/jobs.ts'
import { hasKey } from '#platform/owned.ts'
import type { Policy } from '#platform/policy.ts'
import { answerDays, deadlineDays, jobDays, jobFileDays, mailDays } from '#platform/retention-policy.ts'

/** When rows of a growing table are removed. */
export type Retention = {
  readonly table: string
  /** What is removed, for the page that lists it. */
  readonly what: string
  /** The period, and the event it counts from. */
  readonly days: Policy<number>
  readonly since: string
  /** The clock by which the rows' time was written. */
  readonly time: 'real' | 'business'
  /** Removes up to `limit` rows that ended before; returns how many. Found by index across owners, removed by key. */
  remove(db: Db, before: Temporal.Instant, limit: number): Promise<number>
}

/**
 * Rows removed in one statement, and statements in one run; the rest follows in the next run. Each row is compared with
 * the owners of all, so the work of a statement grows with the square of its rows.
 */
const rowsAtOnce = 200
const batchesARun = 250

/** Removes expired rows, up to 50,000 of each table. Returns how many rows of which. */
export async function removeOld(
  db: Db,
  rules: readonly Retention[],
  { signal, limit = rowsAtOnce }: { signal?: AbortSignal; limit?: number } = {},
): Promise<Map<string, number>> {
  const removed = new Map<string, number>()
  const policy = db.policy.at(db.clock.now())
  for (const rule of rules) {
    const now = rule.time === 'real' ? db.clock.wall() : db.clock.now()
    const before = now.subtract({ hours: 24 * policy(rule.days) })
    for (let batch = 0; batch < batchesARun && !signal?.aborted; batch++) {
      const n = await rule.remove(db, before, limit)
      removed.set(rule.what, (removed.get(rule.what) ?? 0) + n)
      if (n < limit) break
    }
  }
  return removed
}

/**
 * Removes rows whose time `at` lies before. `key` maps the columns of the primary key to their types; `if` must hold
 * too. Rows that changed since they were found stay.
 */
export const rowsBefore =
  (table: string, key: Readonly<Record<string, string>>, at: string, condition = sql`true`): Retention['remove'] =>
  async (db, before, limit) => {
    const columns = sql.join(Object.keys(key).map(name => sql.ref(name)))
    const over = sql`${sql.ref(at)} < ${before}::timestamptz and ${condition}`
    const { rows } = await sql<Record<string, unknown>>`
      select ${columns} from ${sql.table(table)} where ${over} order by ${sql.ref(at)} limit ${limit}
    `.execute(db.read)
    if (rows.length === 0) return 0
    const gone = await sql`delete from ${sql.table(table)} where ${hasKey(key, rows)} and ${over}`.execute(db.read)
    return Number(gone.numAffectedRows)
  }

/** Files of jobs whose time has come: `files_until` was set by the policy when the job ended. */
async function removeJobFiles(db: Db, _before: Temporal.Instant, limit: number): Promise<number> {
  const now = db.clock.now()
  const { rows } = await sql<JobKey & { parts: number }>`
    select owner, id, parts from platform.jobs where files_until <= ${now} order by files_until limit ${limit}
  `.execute(db.read)
  for (const job of rows) {
    await removeFiles(db, job, job.parts)
    await sql`
      update platform.jobs set files_until = null, parts = 0, file_bytes = null
      where owner = ${job.owner} and id = ${job.id} and files_until <= ${now}
    `.execute(db.read)
  }
  return rows.length
}

/** Files first: a job is listed until its files are gone. */
export const platformRetention: readonly Retention[] = [
  {
    table: 'platform.answers',
    what: 'stored responses of requests with an Idempotency-Key',
    days: answerDays,
    since: 'the request',
    time: 'real',
    remove: rowsBefore('platform.answers', { owner: 'uuid', key: 'text' }, 'claimed_at'),
  },
  {
    table: 'platform.deadlines',
    what: 'deadlines that have been acted on',
    days: deadlineDays,
    since: 'when they were acted on',
    time: 'business',
    remove: rowsBefore('platform.deadlines', { owner: 'uuid', subject: 'uuid', kind: 'text' }, 'fired_at'),
  },
  {
    table: 'platform.mails',
    what: 'sent mails',
    days: mailDays,
    since: 'when they were sent',
    time: 'business',
    remove: rowsBefore('platform.mails', { owner: 'uuid', topic: 'text' }, 'sent_at'),
  },
  {
    table: 'platform.jobs',
    what: 'files of exports',
    days: jobFileDays,
    since: 'the end of the export; deleted at once when it was canceled',
    time: 'business',
    remove: removeJobFiles,
  },
  {
    table: 'platform.jobs',
    what: 'exports and other jobs that ended',
    days: jobDays,
    since: 'their end',
    time: 'business',
    remove: rowsBefore('platform.jobs', { owner: 'uuid', id: 'uuid' }, 'ended_at', sql`files_until is null`),
  },
]
