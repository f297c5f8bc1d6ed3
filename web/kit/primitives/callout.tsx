import clsx from 'clsx'
import type { ComponentProps, ReactNode } from 'react'
import { CheckIcon, ErrorIcon, InfoIcon, WarningIcon } from './icons.tsx'

const tones = {
  info: { icon: InfoIcon, className: 'bg-info-soft text-info' },
  ok: { icon: CheckIcon, className: 'bg-ok-soft text-ok' },
  warn: { icon: WarningIcon, className: 'bg-warn-soft text-warn' },
  bad: { icon: ErrorIcon, className: 'bg-bad-soft text-bad' },
}

/** A notice within a page, with an optional title and action. */
export function Callout({
  tone,
  title,
  action,
  className,
  children,
  ...rest
}: Omit<ComponentProps<'div'>, 'title'> & { tone: keyof typeof tones; title?: ReactNode; action?: ReactNode }) {
  const { icon: Icon, className: toneClass } = tones[tone]
  return (
    <div
      {...rest}
      className={clsx('flex flex-wrap items-start gap-x-3 gap-y-2 rounded-xl px-4 py-3', toneClass, className)}
    >
      <Icon className="mt-px shrink-0" />
      <div className="min-w-0 flex-1 basis-52">
        {title && <p className="font-semibold">{title}</p>}
        <div className={clsx(title && 'text-ink-2')}>{children}</div>
      </div>
      {action}
    </div>
  )
}
