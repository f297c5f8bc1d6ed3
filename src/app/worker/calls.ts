import { setTimeout as sleep } from 'node:timers/promises'
import { type Lane, type Log, untilWoken } from '#app/worker/lane.ts'
import type { Db } from '#platform/db.ts'
import { type Call, claimCalls, type DeadlineHandlers, kindsOf, makeCall } from '#platform/deadlines.ts'

/** Calls of one kind at once: a partner that does not answer holds up its own kind and nothing else. */
const callsAtOnce = 4
/** How long a stopping worker waits for open calls; their claims expire by themselves. */
const endWithinMs = 10_000

/**
 * The lane of deadlines with outside calls. A round claims as many as there is room for and starts them without waiting
 * for them to end, so that a slow one delays none of another kind.
 */
export function callsLane(db: Db, handlers: DeadlineHandlers, log: Log): Lane {
  const kinds = kindsOf(handlers, 'alone')
  const open = new Map<Promise<unknown>, string>()
  const openOf = (kind: string) => [...open.values()].filter(each => each === kind).length

  const begin = (call: Call) => {
    const ended = makeCall(db, handlers, call)
      .catch((error: unknown) => log.error({ err: error }, `worker: ${call.kind}`))
      .finally(() => {
        const wasFull = openOf(call.kind) === callsAtOnce
        open.delete(ended)
        if (wasFull) db.onWork('calls', db.clock.now())
      })
    open.set(ended, call.kind)
  }
  return {
    name: 'calls',
    async round() {
      const room = new Map(kinds.map(kind => [kind, callsAtOnce - openOf(kind)] as const).filter(([, n]) => n > 0))
      if (room.size > 0) for (const call of await claimCalls(db, room)) begin(call)
      return untilWoken
    },
    async end() {
      await Promise.race([Promise.all(open.keys()), sleep(endWithinMs, undefined, { ref: false })])
    },
  }
}
