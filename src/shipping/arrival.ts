import { addWorkingDays, type Holidays } from '#platform/calendar.ts'

type Handling = { readonly processingDays: number; readonly timeZone: string; readonly holidays: Holidays }

/**
 * The days between which an order paid at `now` arrives, in the store's time zone: its working days until the
 * hand-over, then the calendar days of transport. An upper limit: handed over earlier, it arrives earlier.
 */
export function arrivalOf(
  now: Temporal.Instant,
  { processingDays, timeZone, holidays }: Handling,
  days: { readonly min_days: number; readonly max_days: number },
): { from: Temporal.PlainDate; to: Temporal.PlainDate } {
  const shipped = addWorkingDays(now, processingDays, timeZone, holidays).toZonedDateTimeISO(timeZone).toPlainDate()
  return { from: shipped.add({ days: days.min_days }), to: shipped.add({ days: days.max_days }) }
}
