import { useTranslations } from 'use-intl'

export const deadlineKinds = [
  'orders.pay_by',
  'orders.ship_by',
  'orders.complete_by',
  'orders.track',
  'payments.resolve',
  'payments.send_refund',
] as const

/** What the clock will do, in the reader's language; of what we do not know, its kind. */
export function useDeadlineName() {
  const t = useTranslations('ops.deadline')
  return (kind: string): string => {
    const key = kind.replace('.', '_') as Parameters<typeof t>[0]
    return t.has(key) ? t(key) : kind
  }
}
