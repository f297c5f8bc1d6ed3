import { marketTimeZone } from '../i18n.tsx'

/**
 * What a date or date-and-time field says, in the market's time, as an instant; of a date its beginning. What is none
 * is returned as it is: the API refuses it. For actions: not every browser knows how to count this.
 */
export function instantOf(typed: string): string {
  try {
    return Temporal.PlainDateTime.from(typed).toZonedDateTime(marketTimeZone).toInstant().toString()
  } catch {
    return typed
  }
}

/** An instant as a date-and-time field holds it: `instantOf` gives it back, to the minute. For loaders, as above. */
export const typedOf = (instant: string): string =>
  Temporal.Instant.from(instant)
    .toZonedDateTimeISO(marketTimeZone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })

/** The first instant of the month after `now`, as a date-and-time field holds it. For loaders, as above. */
export const nextMonthOf = (now: string): string =>
  Temporal.Instant.from(now)
    .toZonedDateTimeISO(marketTimeZone)
    .toPlainDate()
    .with({ day: 1 })
    .add({ months: 1 })
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })
