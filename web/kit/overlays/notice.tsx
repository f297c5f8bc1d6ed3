import clsx from 'clsx'
import type { ReactNode } from 'react'
import type { Flash } from '../page/flash.ts'
import { CheckIcon, ErrorIcon, InfoIcon } from '../primitives/icons.tsx'

const icons = { ok: CheckIcon, info: InfoIcon, bad: ErrorIcon }

/** One short notification: what was done, or why not. */
export function Notice({ tone, text, action }: { tone: Flash['tone']; text: ReactNode; action?: ReactNode }) {
  const Icon = icons[tone]
  return (
    <div className="flex items-center gap-3 rounded-xl border border-line bg-surface px-4 py-3 text-ink text-sm shadow-overlay">
      <Icon className={clsx('shrink-0', { ok: 'text-ok', info: 'text-info', bad: 'text-bad' }[tone])} />
      <p className="flex-1">{text}</p>
      {action}
    </div>
  )
}
