import { useLocale } from 'use-intl'
import { type Locale, languageTags } from '../i18n.tsx'
import { useNow } from './clock.ts'
import { formatDate } from './date-time.tsx'

/** "5 minutes ago", "in 2 days". After a week the date is more useful, so it is shown instead. */
export function RelativeTime({ at, className }: { at: string; className?: string }) {
  const locale = useLocale()
  const text = relativeText(Date.parse(at), useNow(60_000), locale) ?? formatDate(at, 'date', locale)
  return (
    <time dateTime={at} title={formatDate(at, 'full', locale)} className={className} suppressHydrationWarning>
      {text}
    </time>
  )
}

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

/** The distance in words; null for a week or more. */
export function relativeText(atMs: number, nowMs: number, locale: Locale): string | null {
  const distance = atMs - nowMs
  const size = Math.abs(distance)
  if (size >= 7 * day) return null
  const [unit, unitMs] =
    size < hour ? (['minute', minute] as const) : size < day ? (['hour', hour] as const) : (['day', day] as const)
  return formatters[locale].format(Math.trunc(distance / unitMs), unit)
}

const formatters = {
  en: new Intl.RelativeTimeFormat(languageTags.en, { numeric: 'auto' }),
  fr: new Intl.RelativeTimeFormat(languageTags.fr, { numeric: 'auto' }),
}
