/**
 * The result of `call`, or an error when it takes longer than `limit`. The call itself is not canceled, so its later
 * effects must be harmless.
 */
export async function inTime<T>(what: string, limit: Temporal.Duration, call: () => Promise<T>): Promise<T> {
  const seconds = limit.total('seconds')
  const { promise: late, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(() => reject(new Error(`${what}: no answer after ${seconds} seconds`)), seconds * 1_000)
  timer.unref()
  try {
    return await Promise.race([call(), late])
  } finally {
    clearTimeout(timer)
  }
}
