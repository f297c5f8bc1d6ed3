import { deadlineHandlers } from '#app/deadlines.ts'
import { reactions } from '#app/reactions.ts'
<<<<<<< HEAD
import { callsLane } from '#app/worker/calls.ts'
import { dailyLanes } from '#app/worker/daily.ts'
import { type Lane, type Log, runLane, untilWoken } from '#app/worker/lane.ts'
import { watchEveryMs, watchLane } from '#app/worker/watch.across.ts'
import { sealDays } from '#ledger/index.ts'
=======
import { paymentDeadlineHandlers } from '#checkout/index.ts'
import { checkBooks, latestBookCheck, sealDays } from '#ledger/index.ts'
import { orderDeadlineHandlers } from '#orders/index.ts'
>>>>>>> main
import { sealAll } from '#platform/chain.ts'
import type { Db, Work } from '#platform/db.ts'
import { sweepDeadlines } from '#platform/deadlines.ts'
import { newId } from '#platform/ids.ts'
import { sendMails } from '#platform/mail.ts'
import { drainOutbox, type Round } from '#platform/outbox.ts'
import { signWorker } from '#platform/workers.ts'
<<<<<<< HEAD
import { indexedAtOnce, indexStale } from '#search/index.ts'
=======
import { indexStale, keepUp, latestUpkeep } from '#search/index.ts'

export const deadlineHandlers: DeadlineHandlers = { ...paymentDeadlineHandlers, ...orderDeadlineHandlers }

/** Does all that is to be done at this instant of the clock, until nothing is left. Returns how much it was. */
export async function settle(db: Db): Promise<number> {
  let done = 0
  for (;;) {
    const events = await drainOutbox(db, reactions)
    const fired = await sweepDeadlines(db, deadlineHandlers)
    const indexed = await indexStale(db)
    if (events + fired + indexed === 0) return done
    done += events + fired + indexed
  }
}

/**
 * Moves the clock to `target` in steps, as if the time had passed: to the earliest due instant, everything due there
 * is done, and so on. `onStep` hears of each step. Fires each deadline at its own instant, so a half year behaves as a
 * half year did.
 */
export async function advanceClock(
  db: Db,
  target: Temporal.Instant,
  onStep: (step: { at: Temporal.Instant; done: number }) => void = () => {},
): Promise<void> {
  for (;;) {
    const done = await settle(db)
    const next = await nextDueAt(db)
    const at = next && Temporal.Instant.compare(next, target) < 0 ? next : target
    if (Temporal.Instant.compare(at, db.clock.now()) > 0) await db.clock.set(db.read, at)
    onStep({ at, done })
    if (at === target) break
  }
  await settle(db)
}

/** Sleeps no longer than this when nobody wakes it: another process may have left work. */
const longestSleepMs = 5_000
/** Chains are forged this often at most: each link costs five statements a store. Then it also says that it lives. */
const sealEveryMs = 5_000
const afterFailureMs = 1_000

type Log = { error(context: object, text: string): void }
>>>>>>> main

export type Worker = { stop(): Promise<void> }

/**
 * The worker: lanes that each do one kind of work and wait for no other. Commits of this process wake the lanes of the
 * work they left; the watch finds what other processes left, and what falls due. `more`: lanes beside the usual ones.
 */
export function startWorker(db: Db, log: Log, more: readonly Lane[] = []): Worker {
  const stop = new AbortController()
  const lanes = [...lanesOf(db, log), ...dailyLanes(db, log), ...more]
  const running = new Map(lanes.map(lane => [lane.name, runLane(lane, stop.signal, log)]))
  db.onWork = (work, dueAt) => {
    const inMs = dueAt.epochMilliseconds - db.clock.now().epochMilliseconds
    if (inMs <= watchEveryMs) for (const name of lanesFor[work]) running.get(name)?.wake(inMs)
  }
  return {
    async stop() {
      db.onWork = () => {}
      stop.abort()
      await Promise.all([...running.values()].map(lane => lane.ended))
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
    { name: 'days', round: async () => ((await sealDays(db)) === daysAtOnce ? 'more' : daysEveryMs) },
    { name: 'heartbeat', round: () => signWorker(db, id).then(() => signEveryMs) },
    watchLane(db),
  ]
}

/** A lane that goes on at once after a full batch. */
const rounds = (name: Work, work: () => Promise<Round>): Lane => ({
  name,
  round: async () => ((await work()).more ? 'more' : untilWoken),
})
