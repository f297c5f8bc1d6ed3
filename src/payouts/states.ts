/** States of a payout: from the store's balance to its bank. */
export const payoutStates = ['requested', 'in_batch', 'sent', 'paid', 'returned', 'canceled'] as const
export type PayoutState = (typeof payoutStates)[number]

/** The money has left the balance and is not known to have arrived. */
export const openPayoutStates: readonly PayoutState[] = ['requested', 'in_batch', 'sent']

type Transition = {
  readonly from: readonly (PayoutState | 'none')[]
  readonly to: PayoutState
  readonly by: 'seller' | 'operator'
}

/** `return` also from `paid`: banks send money back days after they took it. */
export const payoutTransitions = {
  request: { from: ['none'], to: 'requested', by: 'seller' },
  cancel: { from: ['requested'], to: 'canceled', by: 'seller' },
  collect: { from: ['requested'], to: 'in_batch', by: 'operator' },
  take_out: { from: ['in_batch'], to: 'requested', by: 'operator' },
  send: { from: ['in_batch'], to: 'sent', by: 'operator' },
  pay: { from: ['sent'], to: 'paid', by: 'operator' },
  return: { from: ['sent', 'paid'], to: 'returned', by: 'operator' },
} as const satisfies Record<string, Transition>

export type PayoutTransition = keyof typeof payoutTransitions

export const batchStates = ['proposed', 'approved', 'sent', 'dissolved'] as const
export type BatchState = (typeof batchStates)[number]

/** Each state of a batch with those it comes from. */
export const batchMoves: Readonly<Record<BatchState, readonly BatchState[]>> = {
  proposed: [],
  approved: ['proposed'],
  sent: ['approved'],
  dissolved: ['proposed', 'approved'],
}

/** Why money came back: the codes banks give (ISO 20022), and one of ours for a file that never reached the bank. */
export const returnReasons = ['AC01', 'AC04', 'AC06', 'AG01', 'BE04', 'MS03', 'RC01', 'RR04', 'not_sent'] as const
export type ReturnReason = (typeof returnReasons)[number]
