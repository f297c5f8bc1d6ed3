/**
 * The chart of accounts, the same for every store. `side` is where the account grows: money we can touch grows by
 * debits, what we owe or earned by credits. `floor` accounts are cached in `ledger.balances` and cannot go below zero.
 */
export const accounts = {
  clearing: { side: 'debit', floor: false, about: 'Money the payment provider holds for us' },
  escrow: { side: 'credit', floor: false, about: 'Buyers’ money kept for orders' },
  refund_due: { side: 'credit', floor: false, about: 'Refunds ordered, not yet confirmed by the provider' },
  available: { side: 'credit', floor: true, about: 'The store’s balance' },
  payout_due: { side: 'credit', floor: false, about: 'Payouts requested, not yet known to have arrived' },
  bank: { side: 'debit', floor: false, about: 'The platform’s own bank account' },
  commission: { side: 'credit', floor: false, about: 'The platform’s share' },
  fees: { side: 'credit', floor: false, about: 'What payouts cost their stores' },
} as const satisfies Record<string, { side: 'debit' | 'credit'; floor: boolean; about: string }>

export type Account = keyof typeof accounts
