/** What a journal says happened. Stored for ever: a name is never given another meaning. */
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
