/**
 * One kind of work, done round after round beside the other lanes: no lane waits for another. A round does a bounded
 * piece and returns 'more' when there may be more to do at once, else after how many milliseconds it wants to look
 * again though nobody woke it.
 */
export type Lane = {
  readonly name: string
  /** A wake waits so long for others that come with it; 30 ms by default. */
  readonly gatherMs?: number
  round(signal: AbortSignal): Promise<'more' | number>
  /** Waits a little for tasks that rounds started without waiting for them. */
  end?(): Promise<void>
}

export type Log = { error(context: object, text: string): void }

type RunningLane = {
  /** There is work, now or in so many milliseconds. */
  wake(inMs?: number): void
  /** Settles once the lane has stopped after `signal`. */
  readonly ended: Promise<void>
}

export type Worker = { stop(): Promise<void> }

/** Runs lanes until they are stopped; `wake` wakes one by its name. */
export function runLanes(lanes: readonly Lane[], log: Log): Worker & { wake(name: string, inMs: number): void } {
  const stop = new AbortController()
  const running = new Map(lanes.map(lane => [lane.name, runLane(lane, stop.signal, log)]))
  return {
    wake: (name, inMs) => running.get(name)?.wake(inMs),
    async stop() {
      stop.abort()
      await Promise.all([...running.values()].map(lane => lane.ended))
    },
  }
}

/** What a lane returns that is woken when there is work. */
export const untilWoken = 600_000
const usualGatherMs = 30
const afterFailureMs = 2_000

/** Runs a lane until `signal`. A round that fails (database away) is logged and tried again. */
export function runLane(lane: Lane, signal: AbortSignal, log: Log): RunningLane {
  let nextAt = performance.now()
  const busy = () => {} // in a round: what comes meanwhile is in `nextAt`
  let rearm = busy
  const wake = (inMs = 0) => {
    const at = performance.now() + Math.max(inMs, lane.gatherMs ?? usualGatherMs)
    if (at >= nextAt) return
    nextAt = at
    rearm()
  }
  signal.addEventListener('abort', () => rearm())
  const pause = () =>
    new Promise<void>(resolve => {
      let timer: NodeJS.Timeout | undefined
      rearm = () => {
        clearTimeout(timer)
        const left = nextAt - performance.now()
        if (signal.aborted || left <= 0) {
          rearm = busy
          resolve()
        } else timer = setTimeout(rearm, left).unref()
      }
      rearm()
    })
  const loop = async () => {
    while (!signal.aborted) {
      nextAt = Number.POSITIVE_INFINITY
      const next = await lane.round(signal).catch((error: unknown) => {
        if (!signal.aborted) log.error({ err: error }, `worker: ${lane.name}`)
        return afterFailureMs
      })
      nextAt = Math.min(nextAt, performance.now() + (next === 'more' ? 0 : next))
      await pause()
    }
    await lane.end?.()
  }
  return { wake, ended: loop() }
}
