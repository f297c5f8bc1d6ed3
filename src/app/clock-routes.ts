import { z } from 'zod'
import { clockMover } from '#app/clock-mover.ts'
import { audit, platformOwner } from '#platform/audit.ts'
import { InstantInput, InstantSchema, instant, ok } from '#platform/json.ts'
import { onceAfter } from '#platform/once.ts'
import { route } from '#platform/route.ts'

const ClockSchema = z
  .object({
    now: InstantSchema,
    /** Real time; the same as `now` unless the clock was moved. */
    real: InstantSchema,
    sandbox: z.boolean(),
    /** A move under way: how far it has come. */
    moving: z.object({ from: InstantSchema, at: InstantSchema, to: InstantSchema, done: z.int() }).nullable(),
    failed: z.string().nullable(),
  })
  .meta({ id: 'Clock' })

export const clockRoutes = {
  showClock: route({
    method: 'GET',
    path: '/api/ops/clock',
    audience: 'ops',
    permission: 'ops.read',
    summary: 'The platform’s clock',
    input: z.object({}),
    output: ClockSchema,
    refusals: [],
    handle: async ({ db }) => clockMover.of(db).show(),
  }),

  moveClock: route({
    method: 'POST',
    path: '/api/ops/clock',
    audience: 'ops',
    permission: 'ops.settings',
    summary: 'Move the clock forward, doing all that falls due on the way (sandbox mode)',
    input: z.object({ to: InstantInput }),
    example: { to: '2020-01-01T00:00:00Z' },
    output: ClockSchema,
    refusals: ['clock.not_sandbox', 'clock.backwards', 'clock.too_far', 'clock.moving'],
    async handle({ db, userId, once }, { to }) {
      const mover = clockMover.of(db)
      const target = Temporal.Instant.from(to)
      let first = false
      const check = async () => mover.check(target)
      await onceAfter(db, once, 'move clock', check, async tx => {
        first = true
        await audit(tx, {
          owner: platformOwner,
          userId,
          action: 'clock.move',
          subject: 'clock',
          before: instant(tx.now),
          after: instant(target),
        })
        return ok
      })
      return first ? mover.start(target) : mover.show()
    },
  }),
}
