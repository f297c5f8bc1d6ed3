/** Where money is, in words: accounts, journals, and the trial balance over them. */
export const account = {
  clearing: { name: 'At the payment provider', about: 'Money the payment provider holds for us' },
  escrow: { name: 'Escrow', about: 'Buyers’ money kept for orders' },
  refund_due: { name: 'Refunds due', about: 'Ordered, not yet confirmed by the provider' },
  available: { name: 'Stores’ balances', about: 'What stores can have paid out' },
  payout_due: { name: 'Payouts due', about: 'Requested, not yet known to have arrived' },
  bank: { name: 'Our bank', about: 'The platform’s own bank account' },
  commission: { name: 'Commission', about: 'The platform’s share' },
  fees: { name: 'Fees', about: 'What payouts cost their stores' },
} as const

export const journal = {
  order_paid: 'Order paid',
  order_released: 'Order released to its store',
  refund_ordered: 'Refund ordered',
  refund_done: 'Refund done',
  payout_requested: 'Payout requested',
  payout_paid: 'Payout paid',
  payout_returned: 'Payout returned',
  payout_canceled: 'Payout taken back',
} as const

export const books = {
  title: 'Trial balance',
  openText:
    'All stores together: what each account held at the end of the last sealed day, what moved since, what it holds now.',
  dayText:
    'All stores together, on a sealed day: what each account held at its beginning, what moved, what it held at its end.',
  day: 'Day',
  show: 'Show',
  now: 'Today',
  notSealed: '{on} is not sealed: this is what is open.',
  none: 'No day is sealed yet.',
  opening: 'Opening',
  openingSealed: 'Sealed: end of {day}',
  openingDay: 'Sealed: beginning of the day',
  moved: 'Movements',
  movedLive: 'Not sealed yet: so far',
  movedSince: 'Not sealed yet: since {from}',
  movedDay: 'Sealed',
  closing: 'Closing',
  closingLive: 'Now, live',
  closingDay: 'Sealed: end of the day',
  account: 'Account',
  debit: 'debit',
  credit: 'credit',
  total: 'Sum',
  equal: 'Debits and credits are equal in all three: they sum to zero.',
  unequal: 'Debits and credits differ. Nobody should be paid out before it is explained.',
  journals: 'Journals that move it',
} as const
