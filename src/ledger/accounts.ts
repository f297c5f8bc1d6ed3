/**
 * The chart of accounts, the same for every store: each store has its own sub-account of each. `side` is where the
 * account grows: assets grow by debits, liabilities and income by credits. Accounts with `neverNegative` have a cached
 * balance, per order or per store, that the database keeps from falling below zero.
 */
export const accounts = {
  clearing: { side: 'debit', neverNegative: null, about: 'Money the payment provider holds for us' },
  bank: { side: 'debit', neverNegative: null, about: 'The platform’s own bank account' },
  escrow: { side: 'credit', neverNegative: 'order', about: 'Buyers’ money kept for orders' },
  refund_due: { side: 'credit', neverNegative: null, about: 'Refunds ordered, not yet confirmed by the provider' },
  available: { side: 'credit', neverNegative: 'store', about: 'The store’s balance' },
  frozen: { side: 'credit', neverNegative: 'order', about: 'The store’s money held until a claim is settled' },
  receivable: { side: 'debit', neverNegative: 'store', about: 'What the store owes us' },
  payout_due: { side: 'credit', neverNegative: null, about: 'Payouts requested, arrival not yet known' },
  commission: { side: 'credit', neverNegative: null, about: 'The platform’s share' },
  affiliate: { side: 'credit', neverNegative: null, about: 'Earned by those who referred the buyer' },
  fees: { side: 'credit', neverNegative: null, about: 'Payout and chargeback fees charged to stores' },
  tax: { side: 'credit', neverNegative: null, about: 'VAT the platform owes on sales of its stores' },
  promotion: { side: 'debit', neverNegative: null, about: 'Discounts paid by the platform' },
  chargeback: { side: 'debit', neverNegative: null, about: 'Money taken back by a bank, not yet decided' },
  loss: { side: 'debit', neverNegative: null, about: 'What the platform could not recover' },
} as const satisfies Record<
  string,
  { side: 'debit' | 'credit'; neverNegative: 'order' | 'store' | null; about: string }
>

export type Account = keyof typeof accounts
export const accountNames = Object.keys(accounts) as [Account, ...Account[]]

/** The store's own money: the accounts that its statement lists. */
export const storeAccounts = ['available', 'frozen', 'receivable'] as const satisfies readonly Account[]
