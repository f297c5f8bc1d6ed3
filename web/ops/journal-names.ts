import { useTranslations } from 'use-intl'
import type { Account } from '#ledger/index.ts'

/** In the order of the money's way: from the buyer to the store's bank. */
export const accountNames: readonly Account[] = [
  'clearing',
  'escrow',
  'refund_due',
  'available',
  'payout_due',
  'bank',
  'commission',
  'fees',
]

export const journalKinds = [
  'order.paid',
  'order.released',
  'refund.ordered',
  'refund.done',
  'payout.requested',
  'payout.paid',
  'payout.returned',
  'payout.canceled',
] as const

/** What a journal of this kind says, in the reader's language; of one we do not know, its kind. */
export function useJournalName() {
  const t = useTranslations('ops.journal')
  return (kind: string): string => {
    const key = kind.replace('.', '_') as Parameters<typeof t>[0]
    return t.has(key) ? t(key) : kind
  }
}
