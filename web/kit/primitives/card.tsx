import clsx from 'clsx'
import type { ComponentProps, ReactNode } from 'react'

/** A bordered section of a page. With a `title` it has a header, with `actions` at its end. */
export function Card({
  title,
  text,
  actions,
  flush = false,
  className,
  children,
  ...rest
}: Omit<ComponentProps<'section'>, 'title'> & {
  title?: ReactNode
  text?: ReactNode
  actions?: ReactNode
  flush?: boolean
}) {
  return (
    <section {...rest} className={clsx('min-w-0 overflow-clip rounded-xl border border-line bg-surface', className)}>
      {(title || actions) && (
        <header className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 px-4 pt-3.5">
          <div className="min-w-0">
            <h2 className="font-semibold text-base">{title}</h2>
            {text && <p className="text-ink-3 text-sm">{text}</p>}
          </div>
          {actions}
        </header>
      )}
      {flush ? children : <div className="p-4">{children}</div>}
    </section>
  )
}

/** One figure: label, value, note. Put several in a `StatGrid`. */
export function Stat({
  label,
  value,
  note,
  aside,
  className,
  children,
}: {
  label: ReactNode
  value: ReactNode
  note?: ReactNode
  aside?: ReactNode
  className?: string
  children?: ReactNode
}) {
  return (
    <div className={clsx('flex flex-col overflow-clip rounded-xl border border-line bg-surface', className)}>
      <div className="flex-1 px-4 pt-3.5 pb-3">
        <div className="flex items-start justify-between gap-2">
          <p className="text-ink-2 text-sm">{label}</p>
          {aside}
        </div>
        <p className="wrap-normal font-semibold text-2xl tabular-nums tracking-tight">{value}</p>
        {note && <p className="mt-1 text-ink-3 text-xs">{note}</p>}
      </div>
      {children}
    </div>
  )
}

/** Figures side by side: two a row on phones, all in one elsewhere; fewer where one is too long for its share. */
export function StatGrid({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <div className={clsx('flex flex-wrap gap-3 *:flex-1 *:basis-[calc(50%-6px)] lg:*:basis-0', className)}>
      {children}
    </div>
  )
}
