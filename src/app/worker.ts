import { setTimeout as sleep } from 'node:timers/promises'
import { reactions } from '#app/reactions.ts'
import { checkoutDeadlines } from '#checkout/index.ts'
import { orderDeadlines } from '#orders/index.ts'
import { paymentDeadlines } from '#payments/index.ts'
import { sealAll } from '#platform/chain.ts'
import type { Db } from '#platform/db.ts'
import { type DeadlineHandlers, nextDueAt, sweepDeadlines } from '#platform/deadlines.ts'
import { sendMails } from '#platform/mail.ts'
import { drainOutbox } from '#platform/outbox.ts'

export const deadlineHandlers: DeadlineHandlers = { ...paymentDeadlines, ...orderDeadlines, ...checkoutDeadlines }

/** Does all that is to be done at this instant of the clock, until nothing is left. Returns how much it was. */
export async function settle(db: Db): Promise<number> {
  let done = 0
  for (;;) {
    const events = await drainOutbox(db, reactions)
    const fired = await sweepDeadlines(db, deadlineHandlers)
    if (events + fired === 0) return done
    done += events + fired
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
/** Chains are forged this often at most: each link costs five statements a store. */
const sealEveryMs = 5_000
const afterFailureMs = 1_000

export type Worker = { stop(): Promise<void> }

/**
 * The worker: reacts to events, fires deadlines, sends mails, seals chains. Woken by commits of this process, otherwise
 * by the next due time. A failure (database away) is logged and tried again.
 */
export function startWorker(db: Db, log: { error(context: object, text: string): void }): Worker {
  let work = Promise.withResolvers<void>()
  let stopping = false
  let sealedAt = 0
  db.onWork = () => work.resolve()

  const round = async (): Promise<number> => {
    await settle(db)
    await sendMails(db)
    if (Date.now() - sealedAt >= sealEveryMs) {
      await sealAll(db)
      sealedAt = Date.now()
    }
    const due = await nextDueAt(db)
    const untilDueMs = due ? due.epochMilliseconds - db.clock.now().epochMilliseconds : longestSleepMs
    return Math.min(longestSleepMs, Math.max(20, untilDueMs))
  }
  const loop = async (): Promise<void> => {
    while (!stopping) {
      work = Promise.withResolvers()
      const pauseMs = await round().catch(error => {
        log.error({ err: error }, 'worker')
        return afterFailureMs
      })
      if (!stopping) await Promise.race([work.promise, sleep(pauseMs, undefined, { ref: false })])
    }
  }
  const running = loop()
  return {
    async stop() {
      stopping = true
      work.resolve()
      await running
    },
  }
}
