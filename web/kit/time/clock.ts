import { useSyncExternalStore } from 'react'
import { useVisit } from '../page/visit.ts'

/**
 * The platform's time in milliseconds, moving on by `stepMs`. It counts from the server's `now`, not from the
 * device's clock: the platform's clock may have been moved, and devices go wrong. Server and first render agree on
 * it. However many countdowns a page has, one timer runs.
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

/** How far the platform is ahead of this device, by the latest `now` that arrived. */
let latest: { now: string; aheadMs: number } | undefined

function aheadOf(now: string): number {
  if (latest?.now !== now) latest = { now, aheadMs: Date.parse(now) - (latest ? Date.now() : documentArrivedAt()) }
  return latest.aheadMs
}

/** The first `now` came with the document, seconds before the scripts run on a slow phone. */
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
