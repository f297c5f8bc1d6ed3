import type { Lane } from '#app/worker/lane.ts'
import type { Db } from '#platform/db.ts'

const followEveryMs = 10_000

/** In a sandbox an operator moves the clock, in one process: the others follow a little later. */
export const clockLane = (db: Db): Lane => ({
  name: 'clock',
  round: () => db.clock.load(db.read).then(() => followEveryMs),
})
