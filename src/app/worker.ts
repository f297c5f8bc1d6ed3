import { setTimeout as sleep } from 'node:timers/promises'
import { jobKinds } from '#app/jobs.ts'
import { reactions } from '#app/reactions.ts'
import { latestRetention, runRetention } from '#app/retention.ts'
import { checkoutDeadlines } from '#checkout/index.ts'
import { checkBooks, latestBookCheck, sealDays } from '#ledger/index.ts'
import { orderDeadlines } from '#orders/index.ts'
import { paymentDeadlines } from '#payments/index.ts'
import { sealAll } from '#platform/chain.ts'
import { wallNow } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import { type DeadlineHandlers, nextDueAt, sweepDeadlines } from '#platform/deadlines.ts'
import { newId } from '#platform/ids.ts'
import { sendMails } from '#platform/mail.ts'
import { drainOutbox } from '#platform/outbox.ts'
import { runJobsOnce } from '#platform/run-jobs.across.ts'
import { signWorker } from '#platform/workers.ts'
import { indexStale, keepUp, latestUpkeep } from '#search/index.ts'

export const deadlineHandlers: DeadlineHandlers = { ...paymentDeadlines, ...orderDeadlines, ...checkoutDeadlines }

/** Does all that is to be done at this instant of the clock, until nothing is left. Returns how much it was. */
export async function settle(db: Db): Promise<number> {
  let done = 0
  for (;;) {
    done += await settleTruth(db)
    if ((await runJobsOnce(db, jobKinds)) !== 'more') return done
    done++
  }
}

/** The same without jobs, which may take long. */
async function settleTruth(db: Db): Promise<number> {
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

export type Worker = { stop(): Promise<void> }

/**
 * The worker: reacts to events, fires deadlines, keeps the search index, sends mails, seals chains and days, and once a
 * day checks the books and ranks anew. Woken by commits of this process, otherwise by the next due time. A failure
 * (database away) is logged and tried again.
 */
export function startWorker(db: Db, log: Log): Worker {
  let work = Promise.withResolvers<void>()
  let sealedAt = 0
  const id = newId()
  const stop = new AbortController()
  db.onWork = () => work.resolve()

  const round = async (): Promise<number> => {
    await settleTruth(db)
    await sendMails(db)
    const jobs = await runJobsOnce(db, jobKinds)
    if (Date.now() - sealedAt >= sealEveryMs) {
      await sealAll(db)
      await sealDays(db)
      await signWorker(db, id)
      sealedAt = Date.now()
    }
    if (jobs === 'more') return 0
    const due = await nextDueAt(db)
    const untilDueMs = due ? due.epochMilliseconds - db.clock.now().epochMilliseconds : longestSleepMs
    return Math.min(longestSleepMs, Math.max(20, Math.min(untilDueMs, jobs)))
  }
  const loop = async (): Promise<void> => {
    while (!stop.signal.aborted) {
      work = Promise.withResolvers()
      const pauseMs = await round().catch(error => {
        log.error({ err: error }, 'worker')
        return afterFailureMs
      })
      if (!stop.signal.aborted) await Promise.race([work.promise, sleep(pauseMs, undefined, { ref: false })])
    }
  }
  const running = Promise.all([
    loop(),
    daily(db, booksCheck, stop.signal, log),
    daily(db, searchUpkeep, stop.signal, log),
    daily(db, retention, stop.signal, log),
  ])
  return {
    async stop() {
      stop.abort()
      work.resolve()
      await running
    },
  }
}

/** What is done once a day in real time, beside the rest because it reads much. */
type Chore = {
  readonly name: string
  /** A day unless told otherwise. */
  readonly every?: Temporal.Duration
  readonly latest: (db: Db) => Promise<Temporal.Instant | null>
  readonly run: (db: Db, signal: AbortSignal, log: Log) => Promise<unknown>
}

/** What differs is logged, kept, and shown to operators. */
const booksCheck: Chore = {
  name: 'check of the books',
  latest: async db => (await latestBookCheck(db.read))?.at ?? null,
  async run(db, signal, log) {
    const { faults } = await checkBooks(db, { signal })
    for (const fault of faults) log.error(fault, 'the books differ from what they are derived from')
  },
}
const searchUpkeep: Chore = { name: 'upkeep of the search', latest: db => latestUpkeep(db.read), run: keepUp }
/** Hourly, as each run removes only so much. */
const retention: Chore = {
  name: 'removal of what is old',
  every: Temporal.Duration.from({ hours: 1 }),
  latest: db => latestRetention(db.read),
  run: runRetention,
}

const day = Temporal.Duration.from({ hours: 24 })
/** Not while a market has just opened: its people come first. */
const firstChoreMs = 30_000

async function daily(db: Db, { name, every = day, latest, run }: Chore, signal: AbortSignal, log: Log): Promise<void> {
  const pause = (ms: number) => sleep(ms, undefined, { ref: false, signal }).catch(() => {})
  let pauseMs = firstChoreMs
  for (;;) {
    await pause(pauseMs)
    if (signal.aborted) return
    try {
      const due = (await latest(db))?.add(every)
      pauseMs = due ? due.epochMilliseconds - wallNow().epochMilliseconds : 0
      if (pauseMs <= 0) await run(db, signal, log)
    } catch (error) {
      pauseMs = firstChoreMs
      if (!signal.aborted) log.error({ err: error }, name)
    }
  }
}
