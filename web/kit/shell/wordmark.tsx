import clsx from 'clsx'

/** The name as we write it. */
export function Wordmark({ className }: { className?: string }) {
  return (
    <span className={clsx('font-bold tracking-tight', className)}>
      fondaco<span className="text-brand">.</span>
    </span>
  )
}
