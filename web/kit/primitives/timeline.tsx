import clsx from 'clsx'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Countdown } from '../time/countdown.tsx'
import { DateTime } from '../time/date-time.tsx'
import { CheckIcon, CloseIcon } from './icons.tsx'

/** A past, present or future state. */
export type TimelineStep = {
  /** A state can occur twice, so the key is the transition's id, or the state's name for a future one. */
  id: string
  title: ReactNode
  /** `failed`: an attempt in the past. */
  when: 'done' | 'failed' | 'current' | 'future'
  /** ISO 8601; for a future step, when it is due. */
  at?: string
  by?: ReactNode
  reason?: ReactNode
}

/** The history of something and its next steps: who did what, when and why. Oldest first. */
export function Timeline({ steps }: { steps: readonly TimelineStep[] }) {
  const t = useTranslations('kit.timeline')
  return (
    <ol>
      {steps.map(({ id, title, when, at, by, reason }, i) => (
        <li
          key={id}
          aria-current={when === 'current' ? 'step' : undefined}
          className="relative flex gap-3 pb-4 last:pb-0"
        >
          {i < steps.length - 1 && (
            <span
              aria-hidden
              className={clsx(
                'absolute top-5 bottom-0 left-2.25 w-0.5',
                when === 'done' || when === 'failed' ? 'bg-brand' : 'bg-line',
              )}
            />
          )}
          <Dot when={when} />
          <div className="min-w-0 flex-1">
            <p className={clsx(when === 'future' ? 'text-ink-3' : 'font-medium')}>
              {title} <span className="sr-only">({t(when)})</span>
            </p>
            {(at || by) && (
              <p className="flex flex-wrap gap-x-1.5 text-ink-3 text-xs">
                {at && (when === 'future' ? <Countdown due={at} /> : <DateTime at={at} />)}
                {by && <span>{t.rich('by', { actor: () => by })}</span>}
              </p>
            )}
            {reason && <p className="mt-1 text-ink-2 text-sm">{reason}</p>}
          </div>
        </li>
      ))}
    </ol>
  )
}

function Dot({ when }: { when: TimelineStep['when'] }) {
  return (
    <span
      aria-hidden
      className={clsx('z-1 mt-px grid size-5 shrink-0 place-items-center rounded-full', {
        'bg-brand text-brand-ink': when === 'done',
        'bg-bad-soft text-bad': when === 'failed',
        'border-2 border-brand bg-surface': when === 'current',
        'border-2 border-line-2 bg-surface': when === 'future',
      })}
    >
      {when === 'done' && <CheckIcon size={13} strokeWidth={2.6} />}
      {when === 'failed' && <CloseIcon size={13} strokeWidth={2.6} />}
      {when === 'current' && <span className="size-2 rounded-full bg-brand" />}
    </span>
  )
}
