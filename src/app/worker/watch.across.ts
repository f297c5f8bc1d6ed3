import { deadlineHandlers } from '#app/deadlines.ts'
import { jobKinds } from '#app/jobs.ts'
import type { Lane } from '#app/worker/lane.ts'
import { type Db, sql, type Work } from '#platform/db.ts'
import { kindsOf } from '#platform/deadlines.ts'
import { earliestDue, sendable } from '#platform/due.across.ts'
import { claimableJobs } from '#platform/run-jobs.across.ts'

/** Work that another process left is found so much later at most; what falls due later than this is not announced. */
export const watchEveryMs = 2_000

/** Looks, in one statement, for all work there is, and wakes the lanes it is for: what is due waits for no wake. */
export const watchLane = (db: Db): Lane => ({
  name: 'watch',
  async round() {
    for (const [work, dueAt] of Object.entries(await findWork(db))) if (dueAt) db.onWork(work as Work, dueAt)
    return watchEveryMs
  },
})

type Found = Record<Work, Temporal.Instant | null>

async function findWork(db: Db): Promise<Found> {
  const wall = db.clock.wall()
  const found = (rows: ReturnType<typeof sql>) => sql`(select ${db.clock.now()}::timestamptz where exists (${rows}))`
  const earliest: Record<Work, ReturnType<typeof sql>> = {
    events: found(sql`
      (select 1 from platform.outbox where retry_at is null limit 1)
      union all (select 1 from platform.outbox where retry_at <= ${wall} limit 1)`),
    deadlines: earliestDue(db, kindsOf(deadlineHandlers, 'bulk')),
    calls: earliestDue(db, kindsOf(deadlineHandlers, 'alone')),
    mails: found(sql`
      select 1 from platform.mails where ${sendable(wall)}`),
    search: found(sql`select 1 from search.stale`),
    seals: found(sql`select 1 from platform.unsealed`),
    jobs: found(claimableJobs(db, jobKinds)),
  }
  const columns = Object.entries(earliest).map(([work, at]) => sql`${at} as ${sql.ref(work)}`)
  const { rows } = await sql<Found>`select ${sql.join(columns)}`.execute(db.read)
  return rows[0]!
}
