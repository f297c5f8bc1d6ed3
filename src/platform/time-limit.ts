import { setTimeout as sleep } from 'node:timers/promises'

/**
 * The result of `call`, or an error when it takes longer than `limit`. The call itself is not canceled, so its later
 * effects must be harmless.
 */
export async function inTime<T>(what: string, limit: Temporal.Duration, call: () => Promise<T>): Promise<T> {
  const over = new AbortController()
  const seconds = limit.total('seconds')
  const late = sleep(seconds * 1_000, undefined, { signal: over.signal, ref: false }).then(
    () => Promise.reject(new Error(`${what}: no answer after ${seconds} seconds`)),
    () => new Promise<never>(() => {}),
  )
  try {
    return await Promise.race([call(), late])
  } finally {
    over.abort()
  }
}
