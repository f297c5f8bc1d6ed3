import clsx from 'clsx'
import type { ReactNode } from 'react'

/** A list of names and values: side by side where there is room, stacked on phones. */
export function DefinitionList({ className, children }: { className?: string; children: ReactNode }) {
  return <dl className={clsx('divide-y divide-line', className)}>{children}</dl>
}

/** One entry of a `DefinitionList`. `strong` for a sum. */
export function KeyValue({
  label,
  strong = false,
  children,
}: {
  label: ReactNode
  strong?: boolean
  children: ReactNode
}) {
  return (
    <div
      className={clsx(
        'flex flex-wrap items-baseline justify-between gap-x-6 gap-y-0.5 py-2',
        strong && 'font-semibold',
      )}
    >
      <dt className={clsx(!strong && 'text-ink-2')}>{label}</dt>
      <dd className="min-w-0 break-words text-right tabular-nums">{children}</dd>
    </div>
  )
}
