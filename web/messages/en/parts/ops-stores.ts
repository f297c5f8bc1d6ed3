/** Stores, in the ops console. */
export const stores = {
  title: 'Stores',
  open: 'Open a store',
  store: 'Store',
  name: 'Name contains',
  country: 'Country',
  state: 'State',
  states: { selling: 'Selling', preparing: 'Not approved', suspended: 'Suspended' },
  opened: 'Opened',
  products: 'On sale',
  openOrders: 'Open orders',
  balance: 'Balance',
  empty: 'No stores',
  emptyText: 'Stores appear here once they are opened or applied for.',
} as const

export const store = {
  application: 'Application',
  visit: 'Visit the store',
  all: 'See all',
  orders: 'Latest orders',
  journals: 'Latest journals',
  audit: 'Audit log',
  facts: 'Store and company',
  approved: 'Approved',
  address: 'Address',
  members: 'Members',
} as const

export const suspension = {
  suspend: 'Suspend…',
  suspendTitle: 'Suspend {name}?',
  suspendButton: 'Suspend {name}',
  nothingYet: 'Nothing changes until you confirm.',
  effectProducts:
    '{count, plural, =0 {No product is} one {# product goes} other {# products go}} off sale at once, in all countries.',
  effectOrders:
    '{count, plural, =0 {There are no open orders} one {# open order continues} other {# open orders continue}}, {ship, number} still to ship; deadlines are unchanged.',
  effectMoney:
    '<sum></sum> can be paid out; {payouts, plural, =0 {no payout is} one {# payout is} other {# payouts are}} waiting. Both stay so unless you hold payouts below.',
  effectMail: 'The owners get the statement below by e-mail and see it in the seller centre.',
  effectUndo: 'Lifting the suspension puts the same products on sale again.',
  statement: 'Statement of reasons, sent to the store',
  statementHint: 'What, where and when. At least {min} characters.',
  hold: 'Hold payouts',
  holdHint: 'The store can request none, and requested ones go into no batch.',
  typeName: 'Type {name}',
  since: 'Suspended since <at></at> by {name}',
  held: 'Payouts are held.',
  lift: 'Reopen…',
  liftTitle: 'Reopen the store?',
  liftEffect:
    'What was on sale before is on sale again, except products taken down since. Payouts are no longer held. The owners are told by e-mail.',
  liftButton: 'Reopen the store',
  lifted: 'Lifted by {name}: {reason}',
  history: 'Earlier suspensions',
}
