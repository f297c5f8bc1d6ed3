import { deadlineHandlers } from '#app/deadlines.ts'
import { jobKinds } from '#app/jobs.ts'
import { reactions } from '#app/reactions.ts'
import { callsLane } from '#app/worker/calls.ts'
import { clockLane } from '#app/worker/clock.ts'
import { dailyLanes } from '#app/worker/daily.ts'
import { type Lane, type Log, runLanes, untilWoken, type Worker } from '#app/worker/lane.ts'
import { watchEveryMs, watchLane } from '#app/worker/watch.across.ts'
import { sealDays } from '#ledger/index.ts'
import { sealAll } from '#platform/chain.ts'
import type { Db, Work } from '#platform/db.ts'
import { sweepDeadlines } from '#platform/deadlines.ts'
import { newId } from '#platform/ids.ts'
import { sendMails } from '#platform/mail.ts'
import { drainOutbox, type Round } from '#platform/outbox.ts'
import { runJobsOnce } from '#platform/run-jobs.across.ts'
import { recordHeartbeat, removeHeartbeat } from '#platform/workers.ts'
import { indexedAtOnce, indexStale } from '#search/index.ts'

/**
 * The worker: lanes that each do one kind of work and wait for no other. Commits of this process wake the lanes of the
 * work they left; the watch finds what other processes left, and what falls due.
 */
export function startWorker(db: Db, log: Log): Worker {
  const id = newId()
  const lanes = runLanes([...lanesOf(db, log, id), ...dailyLanes(db, log)], log)
  db.onWork = (work, dueAt) => {
    const inMs = dueAt.epochMilliseconds - db.clock.now().epochMilliseconds
    if (inMs <= watchEveryMs) for (const name of lanesFor[work]) lanes.wake(name, inMs)
  }
  return {
    async stop() {
      db.onWork = () => {}
      await lanes.stop()
      await removeHeartbeat(db, id).catch(() => {}) // the database may be gone; the heartbeat then ages
    },
  }
}

/** Which lanes a kind of work is for. */
const lanesFor: Readonly<Record<Work, readonly string[]>> = {
  events: ['events'],
  deadlines: ['deadlines', 'calls'],
  calls: ['calls'],
  mails: ['mails'],
  search: ['search'],
  seals: ['seals'],
  jobs: ['jobs'],
}

/** Each link of a chain costs five statements a store: what comes within this time shares one. */
const sealEveryMs = 5_000
/** Products that change together are indexed together, and one that changes often is not indexed each time. */
const indexEveryMs = 200
const signEveryMs = 5_000
/** So many chains are sealed in one round. */
const chainsAtOnce = 500
const daysEveryMs = 15_000
const daysAtOnce = 100

/**
 * What the worker always does. Truth: `events`, `deadlines`. Outside: `calls` (several at once, a limit per kind),
 * `mails`. Derived: `search`. Upkeep: `seals`, `days`, `heartbeat`, which depends on no work. And the `watch`.
 */
export function lanesOf(db: Db, log: Log, id: string = newId()): Lane[] {
  return [
    rounds('events', () => drainOutbox(db, reactions)),
    rounds('deadlines', () => sweepDeadlines(db, deadlineHandlers)),
    callsLane(db, deadlineHandlers, log),
    rounds('mails', () => sendMails(db)),
    {
      name: 'search',
      gatherMs: indexEveryMs,
      round: async () => ((await indexStale(db)) >= indexedAtOnce ? 'more' : untilWoken),
    },
    {
      name: 'seals',
      gatherMs: sealEveryMs,
      round: async () => ((await sealAll(db, chainsAtOnce)) >= chainsAtOnce ? 'more' : untilWoken),
    },
    { name: 'jobs', round: () => runJobsOnce(db, jobKinds) },
    { name: 'days', round: async () => ((await sealDays(db)) === daysAtOnce ? 'more' : daysEveryMs) },
    { name: 'heartbeat', round: () => recordHeartbeat(db, id).then(() => signEveryMs) },
    watchLane(db),
    ...(db.sandbox ? [clockLane(db)] : []),
  ]
}

/** A lane that goes on at once after a full batch. */
const rounds = (name: Work, work: () => Promise<Round>): Lane => ({
  name,
  round: async () => ((await work()).more ? 'more' : untilWoken),
})
