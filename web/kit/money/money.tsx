import clsx from 'clsx'
import { useLocale } from 'use-intl'
import { type Money as Amount, formatMoney } from './money.ts'

/** An amount in the page's language, in tabular figures. `sign` adds the plus sign of a credit. */
export function Money({ of, sign = false, className }: { of: Amount; sign?: boolean; className?: string }) {
  const text = formatMoney(of, useLocale())
  return (
    <span className={clsx('whitespace-nowrap tabular-nums', className)} suppressHydrationWarning>
      {sign && of.amount_minor > 0 ? `+${text}` : text}
    </span>
  )
}
