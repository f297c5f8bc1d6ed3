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
