import { controlRefusals } from '#api/ops/control-refusals.ts'
import { advanceClock } from '#app/worker/due-work.ts'
import { type Db, seam } from '#platform/db.ts'
import { instant } from '#platform/json.ts'
import { refuser } from '#platform/refusal.ts'

const refuse = refuser(controlRefusals)

/** Most days in one move: everything due in between is done, including daily work, and the clock never goes back. */
const daysMax = 366

type Moving = { from: string; at: string; to: string; done: number }
type ClockJson = { now: string; real: string; sandbox: boolean; moving: Moving | null; failed: string | null }

/** Moves the clock in the background, one move at a time, and reports its progress. */
export class ClockMover {
  readonly #db: Db
  readonly #sandbox: boolean
  #moving: Moving | null = null
  #failed: string | null = null

  constructor(db: Db, sandbox: boolean) {
    this.#db = db
    this.#sandbox = sandbox
  }

  show(): ClockJson {
    return {
      now: instant(this.#db.clock.now()),
      real: instant(this.#db.clock.wall()),
      sandbox: this.#sandbox,
      moving: this.#moving,
      failed: this.#failed,
    }
  }

  /** Refuses `clock.not_sandbox`, `clock.backwards`, `clock.too_far`, `clock.moving`. */
  check(target: Temporal.Instant): void {
    if (!this.#sandbox) throw refuse('clock.not_sandbox')
    if (this.#moving) throw refuse('clock.moving')
    if (Temporal.Instant.compare(target, this.#db.clock.now()) <= 0) throw refuse('clock.backwards')
    if (Temporal.Instant.compare(target, this.#db.clock.now().add({ hours: 24 * daysMax })) > 0)
      throw refuse('clock.too_far', { days: daysMax })
  }

  start(target: Temporal.Instant): ClockJson {
    this.check(target)
    const from = instant(this.#db.clock.now())
    this.#moving = { from, at: from, to: instant(target), done: 0 }
    this.#failed = null
    advanceClock(this.#db, target, ({ at, done }) => {
      this.#moving = { ...this.#moving!, at: instant(at), done: this.#moving!.done + done }
    })
      .catch(error => {
        this.#failed = String(error)
      })
      .finally(() => {
        this.#moving = null
      })
    return this.show()
  }
}

export const clockMover = seam<ClockMover>('clock mover')
