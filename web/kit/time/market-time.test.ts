import { expect, test } from 'vitest'
import { instantOf, nextMonthOf } from './market-time.ts'

test('a typed time is in the market’s time zone, summer and winter, and a date starts at midnight', () => {
  expect(instantOf('2026-07-01T12:00')).toBe('2026-07-01T10:00:00Z')
  expect(instantOf('2026-12-01T12:00')).toBe('2026-12-01T11:00:00Z')
  expect(instantOf('2026-12-01')).toBe('2026-11-30T23:00:00Z')
})

test('an invalid time is passed on for the API to refuse', () => expect(instantOf('soon')).toBe('soon'))

test('the next month begins at the market’s midnight, also when its day has begun there before it has elsewhere', () => {
  expect(nextMonthOf('2026-11-24T00:00:00Z')).toBe('2026-12-01T00:00')
  expect(nextMonthOf('2026-01-31T22:59:00Z')).toBe('2026-02-01T00:00')
  expect(nextMonthOf('2026-01-31T23:00:00Z')).toBe('2026-03-01T00:00')
})
