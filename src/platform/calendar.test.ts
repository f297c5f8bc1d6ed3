import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addWorkingDays, isWorkingDay } from '#platform/calendar.ts'

const paris = 'Europe/Paris'
const at = (local: string, zone = paris) => Temporal.PlainDateTime.from(local).toZonedDateTime(zone).toInstant()
const local = (instant: Temporal.Instant, zone = paris) =>
  instant.toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' })
const none = new Set<string>()

test.each([
  ['a Friday evening', '2026-11-20T18:00', 2, '2026-11-24T18:00'],
  ['a Saturday counts from 48 hours later', '2026-11-21T10:00', 2, '2026-11-25T10:00'],
  ['a Sunday counts from 48 hours later', '2026-11-22T10:00', 2, '2026-11-26T10:00'],
  ['a Monday', '2026-11-23T09:30', 3, '2026-11-26T09:30'],
  ['a Thursday over the weekend', '2026-11-19T23:59', 3, '2026-11-24T23:59'],
])('ship-by from %s: %s + %i working days', (_, start, days, due) => {
  expect(local(addWorkingDays(at(start), days, paris, none))).toBe(due)
})

test('a start on a public holiday moves to 00:00 of the next working day', () => {
  const holidays = new Set(['2026-11-11', '2026-12-25'])
  expect(local(addWorkingDays(at('2026-11-11T15:00'), 2, paris, holidays))).toBe('2026-11-16T00:00')
  // Friday the 25th: the next working day is Monday the 28th
  expect(local(addWorkingDays(at('2026-12-25T15:00'), 1, paris, holidays))).toBe('2026-12-29T00:00')
})

test('public holidays in between do not count', () => {
  expect(local(addWorkingDays(at('2026-11-10T12:00'), 2, paris, new Set(['2026-11-11'])))).toBe('2026-11-13T12:00')
})

test('days are those of the store, whatever the server’s zone', () => {
  // 23:30 on Friday in Paris is already Saturday in Shanghai
  const start = at('2026-11-20T23:30')
  expect(local(addWorkingDays(start, 1, paris, none))).toBe('2026-11-23T23:30')
  expect(local(addWorkingDays(start, 1, 'Asia/Shanghai', none), 'Asia/Shanghai')).toBe('2026-11-24T06:30')
})

test('ship-by falls on a working day, and later starts are never due earlier', () => {
  const instants = fc
    .integer({ min: 0, max: 3 * 365 * 24 * 60 })
    .map(minutes => at('2026-01-01T00:00').add({ minutes }))
  const holidays = new Set(['2026-05-01', '2026-05-08', '2026-12-25', '2027-01-01'])
  fc.assert(
    fc.property(instants, fc.integer({ min: 1, max: 15 }), fc.integer({ min: 0, max: 600 }), (start, days, later) => {
      const due = addWorkingDays(start, days, paris, holidays)
      expect(isWorkingDay(due.toZonedDateTimeISO(paris).toPlainDate(), holidays)).toBe(true)
      const weekdayStart = start.toZonedDateTimeISO(paris)
      if (!isWorkingDay(weekdayStart.toPlainDate(), holidays)) return
      const other = weekdayStart.add({ minutes: later })
      if (!isWorkingDay(other.toPlainDate(), holidays)) return
      expect(Temporal.Instant.compare(addWorkingDays(other.toInstant(), days, paris, holidays), due)).not.toBe(-1)
    }),
  )
})
