import { expect, test } from 'vitest'
import { remaining, remainingText } from './countdown.ts'

const units = { days: 'd', hours: 'h', minutes: 'min', seconds: 's' }
const hour = 3_600_000
const text = (leftMs: number) => {
  const left = remaining(1e12 + leftMs, 1e12)
  return `${left.tone}: ${remainingText(left, units).replaceAll('\u00a0', ' ')}`
}

test.each([
  [50 * hour, 'calm: 2 d 2 h'],
  [24 * hour, 'calm: 1 d 0 h'],
  [23.5 * hour, 'calm: 23 h 30 min'],
  [4 * hour, 'calm: 4 h 0 min'],
  [4 * hour - 1_000, 'urgent: 3 h 59 min 59 s'],
  [62_000, 'urgent: 1 min 2 s'],
  [400, 'urgent: 0 s'],
  [0, 'late: 0 s'],
  [-62_000, 'late: 1 min 2 s'],
  [-30 * hour, 'late: 1 d 6 h'],
])('%i ms before the deadline it says %s', (leftMs, expected) => expect(text(leftMs)).toBe(expected))
