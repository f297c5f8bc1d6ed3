/** The kinds of journals. Stored permanently: a name never changes its meaning. */
export const journalKinds = [
  'order.paid',
  'order.released',
  'claim.frozen',
  'claim.unfrozen',
  'refund.ordered',
  'refund.done',
  'payout.requested',
  'payout.canceled',
  'payout.paid',
  'payout.returned',
] as const
export type JournalKind = (typeof journalKinds)[number]
