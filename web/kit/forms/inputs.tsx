import clsx from 'clsx'
import type { ComponentProps, ReactNode } from 'react'
import { ChevronDownIcon } from '../primitives/icons.tsx'
import { useControl } from './field.tsx'

/** The style of all fields. */
export const box =
  'w-full min-w-0 rounded-lg border border-edge bg-surface text-(length:--control-text) text-ink transition-colors duration-150 hover:border-ink-3 focus:border-ring focus-visible:outline-1 focus-visible:outline-offset-0 disabled:bg-surface-2 disabled:text-ink-3 aria-invalid:border-bad'

/** A single-line text field. `before` and `after` are shown inside it: an icon, a unit. */
export function Input({
  before,
  after,
  className,
  ...rest
}: ComponentProps<'input'> & { before?: ReactNode; after?: ReactNode }) {
  const input = (
    <input
      {...useControl(rest)}
      className={clsx(
        box,
        'h-(--control)',
        before ? 'pl-9' : 'pl-3',
        after ? 'pr-12' : 'pr-3',
        !(before || after) && className,
      )}
    />
  )
  if (!before && !after) return input
  return (
    <span className={clsx('relative flex w-full items-center', className)}>
      {before && <span className="pointer-events-none absolute left-2.5 text-ink-3">{before}</span>}
      {input}
      {after && (
        <span className="pointer-events-none absolute right-3 text-(length:--control-text) text-ink-3">{after}</span>
      )}
    </span>
  )
}

/** A multi-line text field; grows with its text where the browser supports it. */
export function Textarea({ className, ...rest }: ComponentProps<'textarea'>) {
  return (
    <textarea
      rows={4}
      {...useControl(rest)}
      className={clsx(box, 'field-sizing-content min-h-20 px-3 py-2', className)}
    />
  )
}

/** The browser's own select, in the style of our fields. */
export function Select({ className, children, ...rest }: ComponentProps<'select'>) {
  return (
    <span className={clsx('relative flex items-center', className ?? 'w-full')}>
      <select {...useControl(rest)} className={clsx(box, 'h-(--control) appearance-none truncate pr-8 pl-3')}>
        {children}
      </select>
      <ChevronDownIcon size={16} className="pointer-events-none absolute right-2.5 text-ink-3" />
    </span>
  )
}
