import clsx from 'clsx'

/** The logo in text. */
export function Wordmark({ className }: { className?: string }) {
  return (
    <span className={clsx('font-bold tracking-tight', className)}>
      fondaco<span className="text-brand">.</span>
    </span>
  )
}
