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

test.each([
  ['the hour that spring skips', '2026-03-27T02:00', 1, '2026-03-30T02:00', paris],
  ['the same on the Canaries', '2026-03-27T01:30', 1, '2026-03-30T01:30', 'Atlantic/Canary'],
  ['a Saturday before spring', '2026-03-28T10:00', 2, '2026-04-01T10:00', paris],
  ['a Sunday in spring, before the change', '2026-03-29T01:30', 2, '2026-04-02T01:30', paris],
  ['a Saturday before autumn', '2026-10-24T10:00', 2, '2026-10-28T10:00', paris],
  ['a Friday over autumn', '2026-10-23T02:30', 1, '2026-10-26T02:30', paris],
])('a clock change moves no hour: %s, %s + %i working days', (_, start, days, due, zone) => {
  expect(local(addWorkingDays(at(start, zone), days, zone, none), zone)).toBe(due)
})

test('an hour that the last day skips is the one after it', () => {
  // In Cairo clocks go forward at midnight of a Friday, from 00:00 to 01:00.
  const cairo = 'Africa/Cairo'
  expect(local(addWorkingDays(at('2026-04-23T00:30', cairo), 1, cairo, none), cairo)).toBe('2026-04-24T01:30')
})

/**
 * The same rule computed differently: with day numbers since 1970 and `Intl`, without Temporal's calendar. Local wall
 * time as `YYYY-MM-DDTHH:mm`.
 */
function wallTimeDue(start: Temporal.Instant, days: number, zone: string, holidays: ReadonlySet<string>): string {
  const parts = Object.fromEntries(
    new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
      .formatToParts(start.epochMilliseconds)
      .map(({ type, value }) => [type, value]),
  )
  const dayMs = 86_400_000
  const nameOf = (day: number) => new Date(day * dayMs).toISOString().slice(0, 10)
  const isFree = (day: number) => (day + 3) % 7 >= 5 || holidays.has(nameOf(day)) // day 0 was a Thursday
  let day = Date.UTC(Number(parts.year), Number(parts.month) - 1, Number(parts.day)) / dayMs
  let time = `${parts.hour}:${parts.minute}`
  if ((day + 3) % 7 >= 5) day += 2
  let left = days
  if (holidays.has(nameOf(day))) {
    time = '00:00'
    left++
  }
  while (left > 0) if (!isFree(++day)) left--
  return `${nameOf(day)}T${time}`
}

test('any start equals an independent count, across clock changes, zones and holidays', () => {
  const zones = fc.constantFrom(paris, 'Atlantic/Canary', 'Europe/Istanbul', 'Asia/Shanghai', 'Indian/Reunion')
  // minutes around the clock changes of March and October, and random ones
  const around = (from: string) => fc.integer({ min: 0, max: 9 * 24 * 60 }).map(minutes => at(from).add({ minutes }))
  const starts = fc.oneof(
    around('2026-03-24T00:00'),
    around('2026-10-20T00:00'),
    fc.integer({ min: 0, max: 3 * 365 * 24 * 60 }).map(minutes => at('2026-01-01T00:00').add({ minutes })),
  )
  const holidays = new Set(['2026-03-30', '2026-04-03', '2026-05-01', '2026-10-26', '2026-12-25', '2027-01-01'])
  fc.assert(
    fc.property(starts, fc.integer({ min: 1, max: 40 }), zones, (start, days, zone) => {
      // ship-by falls on a working day; no clock in these zones changes on one
      expect(local(addWorkingDays(start, days, zone, holidays), zone)).toBe(wallTimeDue(start, days, zone, holidays))
    }),
    { numRuns: 500 },
  )
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
