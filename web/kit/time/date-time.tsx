import { useLocale } from 'use-intl'
import { type Locale, languageTags, marketTimeZone } from '../i18n.tsx'

type Style = 'date' | 'day' | 'time' | 'full'

/**
 * An instant in the market's time zone: `date` 23 Nov 2026, `day` 23 Nov, `time` 14:05, `full` 23 Nov 2026, 14:05. The
 * tooltip shows the exact time.
 */
export function DateTime({ at, as = 'full', className }: { at: string; as?: Style; className?: string }) {
  const locale = useLocale()
  return (
    <time dateTime={at} title={formatDate(at, 'full', locale)} className={className} suppressHydrationWarning>
      {formatDate(at, as, locale)}
    </time>
  )
}

/** The same as text. */
export const formatDate = (at: string, style: Style, locale: Locale): string =>
  formatter(style, locale).format(new Date(at))

/**
 * A range of calendar days, `YYYY-MM-DD` each: "26–30 Nov", "29 Nov – 2 Dec", "26 Nov". Not `formatRange`: server and
 * browser use different spaces in it.
 */
export function formatDays(from: string, to: string, locale: Locale): string {
  // noon, so that the day is the same in every time zone of the market
  const last = formatDate(`${to}T12:00:00Z`, 'day', locale)
  if (from === to) return last
  if (from.slice(0, 7) === to.slice(0, 7)) return `${Number(from.slice(8))}–${last}`
  return `${formatDate(`${from}T12:00:00Z`, 'day', locale)} – ${last}`
}

const day = { day: 'numeric', month: 'short' } as const
const time = { hour: '2-digit', minute: '2-digit' } as const
const options: Record<Style, Intl.DateTimeFormatOptions> = {
  date: { ...day, year: 'numeric' },
  day,
  time,
  full: { ...day, ...time, year: 'numeric' },
}

/** Cached: creating a formatter costs a hundred times as much as using it. */
const formatters = new Map<string, Intl.DateTimeFormat>()

function formatter(style: Style, locale: Locale): Intl.DateTimeFormat {
  const key = `${style} ${locale}`
  const known = formatters.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat(languageTags[locale], { ...options[style], timeZone: marketTimeZone })
  formatters.set(key, made)
  return made
}
