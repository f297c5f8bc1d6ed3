import clsx from 'clsx'
import { memo } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { useNow } from './clock.ts'
import { remaining, remainingText } from './countdown.ts'
import { formatDate } from './date-time.tsx'

/** Time until `due` (ISO 8601): amber in the last four hours, red and counting up when late. */
export const Countdown = memo(function Countdown({ due, className }: { due: string; className?: string }) {
  const t = useTranslations('kit.time')
  const locale = useLocale()
  const left = remaining(Date.parse(due), useNow())
  const text = remainingText(left, { days: t('days'), hours: t('hours'), minutes: t('minutes'), seconds: t('seconds') })
  return (
    <time
      dateTime={due}
      title={formatDate(due, 'full', locale)}
      className={clsx('whitespace-nowrap tabular-nums', tones[left.tone], className)}
    >
      {left.tone === 'late' ? t('late', { time: text }) : text}
    </time>
  )
})

const tones = { calm: '', urgent: 'font-medium text-warn', late: 'font-medium text-bad' }
