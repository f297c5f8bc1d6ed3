import { FlaskConical } from 'lucide-react'
import { useLocale, useTranslations } from 'use-intl'
import { useVisit } from '../page/visit.ts'
import { useNow } from '../time/clock.ts'
import { formatDate } from '../time/date-time.tsx'

/** In a sandbox, the platform's time in the console's bar: every deadline on the page is relative to it. */
export function SandboxClock() {
  const { sandbox } = useVisit()
  const t = useTranslations('kit.shell')
  const now = new Date(useNow(60_000)).toISOString()
  const locale = useLocale()
  if (!sandbox) return null
  return (
    <span
      title={t('sandboxClock')}
      className="flex items-center gap-1.5 whitespace-nowrap rounded-lg bg-warn-soft px-2 py-1 text-warn text-xs tabular-nums max-lg:hidden"
    >
      <FlaskConical size={14} strokeWidth={1.8} aria-hidden />
      <span className="sr-only">{t('sandboxClock')}</span>
      <time dateTime={now} suppressHydrationWarning>
        {formatDate(now, 'full', locale)}
      </time>
    </span>
  )
}
