import { latestRetention, runRetention } from '#app/retention.ts'
import type { Lane, Log } from '#app/worker/lane.ts'
import { checkBooks, latestBookCheck } from '#ledger/index.ts'
import { wallNow } from '#platform/clock.ts'
import type { Db } from '#platform/db.ts'
import { recomputeScores, scoresComputedAt } from '#search/index.ts'

/** What is done once a day in real time. */
type Chore = {
  readonly name: string
  /** A day by default. */
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
const searchUpkeep: Chore = {
  name: 'upkeep of the search',
  latest: db => scoresComputedAt(db.read),
  run: recomputeScores,
}
/** Hourly, as each run removes only so much. */
const retention: Chore = {
  name: 'removal of what is old',
  every: Temporal.Duration.from({ hours: 1 }),
  latest: db => latestRetention(db.read),
  run: runRetention,
}

const day = Temporal.Duration.from({ hours: 24 })
/** Not right after a start: requests come first. */
const firstChoreMs = 30_000

/** Each daily task has its own lane, because it reads much and takes long. */
export const dailyLanes = (db: Db, log: Log): Lane[] =>
  [booksCheck, searchUpkeep, retention].map(chore => daily(db, chore, log))

function daily(db: Db, { name, every = day, latest, run }: Chore, log: Log): Lane {
  let opened = false
  return {
    name,
    async round(signal) {
      if (!opened) {
        opened = true
        return firstChoreMs
      }
      try {
        const due = (await latest(db))?.add(every)
        const pauseMs = due ? due.epochMilliseconds - wallNow().epochMilliseconds : 0
        if (pauseMs > 0) return pauseMs
        await run(db, signal, log)
      } catch (error) {
        if (!signal.aborted) log.error({ err: error }, name)
      }
      return firstChoreMs // it reads much: a failure is not followed by the next one at once
    },
  }
}
