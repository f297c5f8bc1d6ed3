import { marketTimeZone } from '../i18n.tsx'

/**
 * The instant of a date or date-and-time field, read in the market's time zone; a date means its first instant.
 * Anything else is returned unchanged: the API refuses it. For actions only: not every browser can compute this.
 */
export function instantOf(typed: string): string {
  try {
    return Temporal.PlainDateTime.from(typed).toZonedDateTime(marketTimeZone).toInstant().toString()
  } catch {
    return typed
  }
}

/**
 * An instant as the value of a date-and-time field; `instantOf` reads it back, to the minute. For loaders only, as
 * above.
 */
export const typedOf = (instant: string): string =>
  Temporal.Instant.from(instant)
    .toZonedDateTimeISO(marketTimeZone)
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })

/** The first instant of the month after `now`, as the value of a date-and-time field. For loaders only, as above. */
export const nextMonthOf = (now: string): string =>
  Temporal.Instant.from(now)
    .toZonedDateTimeISO(marketTimeZone)
    .toPlainDate()
    .with({ day: 1 })
    .add({ months: 1 })
    .toPlainDateTime()
    .toString({ smallestUnit: 'minute' })
