/** Time left until a deadline. `urgent` under four hours; `late` when it has passed. */
type Remaining = { tone: 'calm' | 'urgent' | 'late'; parts: readonly [unit: Unit, count: number][] }
type Unit = 'days' | 'hours' | 'minutes' | 'seconds'

const second = 1_000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour
const urgentBelow = 4 * hour
const sizes: readonly [Unit, number][] = [
  ['days', day],
  ['hours', hour],
  ['minutes', minute],
  ['seconds', second],
]

/**
 * Splits the time until a deadline (milliseconds) into useful units: days and hours, then hours and minutes, and in the
 * last four hours down to seconds.
 */
export function remaining(dueMs: number, nowMs: number): Remaining {
  const tone = dueMs <= nowMs ? 'late' : dueMs - nowMs < urgentBelow ? 'urgent' : 'calm'
  let left = Math.abs(dueMs - nowMs)
  const parts: [Unit, number][] = []
  for (const [unit, size] of sizes) {
    const count = Math.floor(left / size)
    left -= count * size
    if (count > 0 || parts.length > 0) parts.push([unit, count])
  }
  const kept = tone === 'urgent' ? parts.slice(0, 3) : parts.slice(0, 2)
  return { tone, parts: kept.length > 0 ? kept : [['seconds', 0]] }
}

/** "3 h 31 min 25 s", with the unit names of the language. */
export const remainingText = ({ parts }: Remaining, units: Record<Unit, string>): string =>
  parts.map(([unit, count]) => `${count}\u00a0${units[unit]}`).join(' ')
