import { type Reader, sql } from '#platform/db.ts'

/** Public holidays of one country, as `YYYY-MM-DD`. */
export type Holidays = ReadonlySet<string>

/** All public holidays, held in memory: the table has about a thousand rows and changes once a year. */
export class HolidayBook {
  #byCountry = new Map<string, Holidays>()

  async load(read: Reader): Promise<void> {
    const { rows } = await sql<{ country: string; days: string[] }>`
      select country, array_agg(on_date::text) as days from platform.holidays group by country
    `.execute(read)
    this.#byCountry = new Map(rows.map(row => [row.country, new Set(row.days)]))
  }

  /** The holidays of a country; empty for a country that is not in the table. */
  of(country: string): Holidays {
    return this.#byCountry.get(country) ?? noHolidays
  }
}

const noHolidays: Holidays = new Set()

const isWeekend = (date: Temporal.PlainDate): boolean => date.dayOfWeek >= 6

/** Monday to Friday without the public holidays of the store's country. */
export const isWorkingDay = (date: Temporal.PlainDate, holidays: Holidays): boolean =>
  !isWeekend(date) && !holidays.has(date.toString())

/**
 * `start` plus `days` working days in the store's time zone (R56.1). A start on Saturday or Sunday counts from 48 hours
 * later; one on a public holiday from 00:00 of the next working day. Whole working days are then added, the time of day
 * kept. Friday 18:00 + 2 → Tuesday 18:00; Saturday 10:00 + 2 → Wednesday 10:00; Sunday 10:00 + 2 → Thursday 10:00.
 *
 * Only dates are counted, and the time of day is put on the last one: a clock change in between does not shift the hour
 * (the 48 hours of a weekend are two calendar days). A time that does not exist on the last day becomes one hour later;
 * of a time that occurs twice, the first one counts.
 */
export function addWorkingDays(
  start: Temporal.Instant,
  days: number,
  timeZone: string,
  holidays: Holidays,
): Temporal.Instant {
  const local = start.toZonedDateTimeISO(timeZone)
  const startDate = local.toPlainDate()
  let date = isWeekend(startDate) ? startDate.add({ days: 2 }) : startDate
  let time = local.toPlainTime()
  if (holidays.has(date.toString())) {
    date = nextWorkingDay(date, holidays)
    time = midnight
  }
  for (let left = days; left > 0; left--) date = nextWorkingDay(date, holidays)
  if (date.equals(startDate)) return start
  return date.toPlainDateTime(time).toZonedDateTime(timeZone, { disambiguation: 'compatible' }).toInstant()
}

const midnight = new Temporal.PlainTime()

function nextWorkingDay(date: Temporal.PlainDate, holidays: Holidays): Temporal.PlainDate {
  let next = date
  do next = next.add({ days: 1 })
  while (!isWorkingDay(next, holidays))
  return next
}
