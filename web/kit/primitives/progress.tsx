import clsx from 'clsx'

/** Progress from 0 to `max`; without a value, indeterminate. */
export function Progress({
  label,
  value,
  max = 100,
  tone = 'brand',
  className,
}: {
  label: string
  value?: number
  max?: number
  tone?: 'brand' | 'warn' | 'bad'
  className?: string
}) {
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={max}
      aria-valuenow={value}
      className={clsx('h-1.5 w-full overflow-hidden rounded-full bg-surface-3', className)}
    >
      <div
        className={clsx(
          'h-full rounded-full transition-[width] duration-200',
          { brand: 'bg-brand', warn: 'bg-star', bad: 'bg-bad' }[tone],
          value === undefined && 'w-1/3 animate-pulse',
        )}
        style={value === undefined ? undefined : { width: `${Math.min(100, (value / max) * 100)}%` }}
      />
    </div>
  )
}
