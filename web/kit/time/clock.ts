import { useSyncExternalStore } from 'react'
import { useVisit } from '../page/visit.ts'

/**
 * The platform's time in milliseconds, updated every `stepMs`. Derived from the server's `now`, not from the device's
 * clock: the platform's clock may have been moved, and devices may be wrong. Server and first render agree. All
 * countdowns of a page share one timer.
 */
export function useNow(stepMs = 1_000): number {
  const { now } = useVisit()
  return useSyncExternalStore(
    subscribe,
    () => floor(Date.now() + aheadOf(now), stepMs),
    () => floor(Date.parse(now), stepMs),
  )
}

const floor = (ms: number, stepMs: number): number => Math.floor(ms / stepMs) * stepMs

/** Offset of the platform's clock from the device's, from the latest `now` received. */
let latest: { now: string; aheadMs: number } | undefined

function aheadOf(now: string): number {
  if (latest?.now !== now) latest = { now, aheadMs: Date.parse(now) - (latest ? Date.now() : documentArrivedAt()) }
  return latest.aheadMs
}

/** The first `now` came with the document, which on a slow phone is seconds before scripts run. */
function documentArrivedAt(): number {
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
  return performance.timeOrigin + (navigation?.responseStart ?? 0)
}

const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(() => {
    for (const each of listeners) each()
  }, 1_000)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}
