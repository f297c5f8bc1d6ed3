import { type Reader, sql } from '#platform/db.ts'

/**
 * The two times. `now()` is business time: real time plus an offset kept in the database, which operators and tests
 * move in sandbox mode; deadlines, orders and money live by it. `wall()` is real time, for sessions, codes, rate
 * limits, signatures and logs: a moved clock must not unlock an account.
 */
export class Clock {
  #offsetMs = 0
  #movedAt: number | null = null
  /** Grows when a move begins and when it ends: what was read meanwhile may be older. */
  #moves = 0
  #frozenAtMs: number | null = null

  now(): Temporal.Instant {
    const realMs = this.#frozenAtMs === null ? Date.now() : this.#frozenAtMs++
    return Temporal.Instant.fromEpochMilliseconds(realMs + this.#offsetMs)
  }

  /**
   * For tests: business time goes on by one millisecond each time it is asked, and otherwise stands still, so that no
   * result depends on the machine's speed and things still happen one after the other.
   */
  freeze(): void {
    this.#frozenAtMs = Date.now()
  }

  wall(): Temporal.Instant {
    return wallNow()
  }

  /**
   * Nothing is written any more that happened before: the transactions that could are long over. Null while that is not
   * certain, as just after the clock was moved: then a moment ago is hours old.
   */
  settled(): Temporal.Instant | null {
    if (this.#movedAt !== null && Date.now() - this.#movedAt < slackMs) return null
    return this.now().subtract({ milliseconds: slackMs })
  }

  /** How far business time is from real time, in milliseconds. */
  get offsetMs(): number {
    return this.#offsetMs
  }

  async load(read: Reader): Promise<void> {
    const before = this.#moves
    const { rows } = await sql<{ offset_ms: bigint }>`select offset_ms from platform.clock`.execute(read)
    if (this.#moves === before) this.#offsetMs = Number(rows[0]!.offset_ms)
  }

  /** Makes it `instant` now. Whoever moves the clock forward fires what falls due on the way: see `advanceClock`. */
  async set(read: Reader, instant: Temporal.Instant): Promise<void> {
    const offsetMs = instant.epochMilliseconds - (this.#frozenAtMs ?? Date.now())
    this.#moves++
    await sql`update platform.clock set offset_ms = ${offsetMs}`.execute(read)
    this.#moves++
    this.#offsetMs = offsetMs
    this.#movedAt = Date.now()
  }
}

/** No transaction is open for as long as this. */
const slackMs = 10 * 60_000

/** Real time where no database is at hand. */
export const wallNow = (): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(Date.now())
