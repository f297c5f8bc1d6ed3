import { deadlineHandlers } from '#app/deadlines.ts'
import { jobKinds } from '#app/jobs.ts'
import { reactions } from '#app/reactions.ts'
import type { Db } from '#platform/db.ts'
import { claimCalls, kindsOf, makeCall, sweepDeadlines } from '#platform/deadlines.ts'
import { nextDueAt } from '#platform/due.across.ts'
import { drainOutbox } from '#platform/outbox.ts'
import { runJobsOnce } from '#platform/run-jobs.across.ts'
import { indexStale } from '#search/index.ts'

const callsAtOnce = 8
const callLimits = new Map(kindsOf(deadlineHandlers, 'alone').map(kind => [kind, callsAtOnce]))

/**
 * Does all that is due at this instant of the clock, until nothing is left: events, deadlines, calls, search, jobs. For tests
 * and for a clock that is moved; the worker has lanes. Returns how much it was.
 */
export async function runDueWork(db: Db): Promise<number> {
  let all = 0
  for (;;) {
    const events = await drainOutbox(db, reactions)
    const fired = await sweepDeadlines(db, deadlineHandlers)
    const calls = await claimCalls(db, callLimits)
    await Promise.all(calls.map(call => makeCall(db, deadlineHandlers, call)))
    const indexed = await indexStale(db)
    const jobs = (await runJobsOnce(db, jobKinds)) === 'more' ? 1 : 0
    const done = events.done + fired.done + calls.length + indexed + jobs
    if (done === 0) return all
    all += done
  }
}

/**
 * Moves the clock to `target` in steps, as if the time had passed: to the earliest due instant, everything due there is
 * done, and so on. `onStep` is called for each step. Fires each deadline at its own instant, so a half year behaves as
 * a half year did.
 */
export async function advanceClock(
  db: Db,
  target: Temporal.Instant,
  onStep: (step: { at: Temporal.Instant; done: number }) => void = () => {},
): Promise<void> {
  for (;;) {
    const done = await runDueWork(db)
    const next = await nextDueAt(db, Object.keys(deadlineHandlers))
    const at = next && Temporal.Instant.compare(next, target) < 0 ? next : target
    if (Temporal.Instant.compare(at, db.clock.now()) > 0) await db.clock.set(db.read, at)
    onStep({ at, done })
    if (at === target) break
  }
  await runDueWork(db)
}
