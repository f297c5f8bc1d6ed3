import { type Reader, sql } from '#platform/db.ts'

/**
 * The two times. `now()` is business time: real time plus an offset kept in the database, which operators and tests
 * move in sandbox mode; deadlines, orders and money use it. `wall()` is real time, for sessions, codes, rate limits,
 * signatures and logs: a moved clock must not unlock an account.
 */
export class Clock {
  #offsetMs = 0
  #movedAt: number | null = null
  /** Incremented when a move begins and when it ends; an offset read in between may be outdated. */
  #moves = 0
  #frozenAtMs: number | null = null

  now(): Temporal.Instant {
    const realMs = this.#frozenAtMs === null ? Date.now() : this.#frozenAtMs++
    return Temporal.Instant.fromEpochMilliseconds(realMs + this.#offsetMs)
  }

  /**
   * For tests: business time advances by one millisecond each time it is read and otherwise does not move, so that
   * results do not depend on the machine's speed and events still have an order.
   */
  freeze(): void {
    this.#frozenAtMs = Date.now()
  }

  wall(): Temporal.Instant {
    return wallNow()
  }

  /**
   * An instant before which no more rows will be written, because every transaction that could write them has ended.
   * Null while that is not certain, for some minutes after the clock was moved.
   */
  settled(): Temporal.Instant | null {
    if (this.#movedAt !== null && Date.now() - this.#movedAt < slackMs) return null
    return this.now().subtract({ milliseconds: slackMs })
  }

  /** The difference between business time and real time, in milliseconds. */
  get offsetMs(): number {
    return this.#offsetMs
  }

  async load(read: Reader): Promise<void> {
    const before = this.#moves
    const { rows } = await sql<{ offset_ms: bigint }>`select offset_ms from platform.clock`.execute(read)
    if (this.#moves === before) this.#offsetMs = Number(rows[0]!.offset_ms)
  }

  /** Sets business time to `instant`. Does not fire the deadlines in between; `advanceClock` does. */
  async set(read: Reader, instant: Temporal.Instant): Promise<void> {
    const offsetMs = instant.epochMilliseconds - (this.#frozenAtMs ?? Date.now())
    this.#moves++
    await sql`update platform.clock set offset_ms = ${offsetMs}`.execute(read)
    this.#moves++
    this.#offsetMs = offsetMs
    this.#movedAt = Date.now()
  }
}

/** Longer than any transaction is open. */
const slackMs = 10 * 60_000

/** Real time, for code without a database connection. */
export const wallNow = (): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(Date.now())
