import { useTranslations } from 'use-intl'

export const deadlineKinds = [
  'orders.pay_by',
  'orders.ship_by',
  'orders.complete_by',
  'orders.track',
  'payments.resolve',
  'payments.send_refund',
] as const

/** What will happen at a deadline, in the reader's language; for an unknown kind, its code. */
export function useDeadlineName() {
  const t = useTranslations('ops.deadline')
  return (kind: string): string => {
    const key = kind.replace('.', '_') as Parameters<typeof t>[0]
    return t.has(key) ? t(key) : kind
  }
}
