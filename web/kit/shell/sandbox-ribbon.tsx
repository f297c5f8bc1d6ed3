import { useTranslations } from 'use-intl'
import { useVisit } from '../page/visit.ts'
import { DateTime } from '../time/date-time.tsx'

/** Says that the platform's clock was moved: every date and countdown on the page is relative to it. */
export function SandboxRibbon() {
  const { clockMoved, now } = useVisit()
  const t = useTranslations('kit.shell')
  if (!clockMoved) return null
  return (
    <p role="status" className="bg-warn-soft px-4 py-1.5 text-center font-medium text-warn text-xs">
      {t('clockMoved')} <DateTime at={now} />
    </p>
  )
}
