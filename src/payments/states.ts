import { machine, openStatesOf, statesOf } from '#platform/machine.ts'

/** A payment attempt for a purchase. A capture overrides every earlier answer, because the money has arrived. */
export const attemptMachine = machine({
  name: 'payment',
  states: {
    created: { about: 'The provider is being asked.', runs: ['payments.resolve'] },
    redirect: { about: 'The buyer confirms it on a page of the bank.', runs: ['payments.resolve'] },
    pending: { about: 'The bank has not confirmed the money yet.', runs: ['payments.resolve'] },
    captured: { about: 'The money has been received.', end: true },
    refused: { about: 'The provider refused it.', end: true },
    canceled: { about: 'Not confirmed in time, or the buyer pays in another way.', end: true },
  },
  transitions: {
    open: { from: ['none'], to: 'created', by: 'buyer' },
    redirect: { from: ['created'], to: 'redirect', by: 'provider' },
    await_funds: { from: ['created', 'redirect'], to: 'pending', by: 'provider' },
    ask_again: { from: ['pending'], to: 'pending', by: 'clock' },
    capture: {
      from: ['created', 'redirect', 'pending', 'refused', 'canceled'],
      to: 'captured',
      by: 'provider',
      emits: 'purchase.paid',
    },
    refuse: {
      from: ['created', 'redirect', 'pending'],
      to: 'refused',
      by: 'provider',
      emits: 'purchase.payment_failed',
    },
    cancel: {
      from: ['created', 'redirect', 'pending'],
      to: 'canceled',
      by: 'clock',
      emits: 'purchase.payment_failed',
    },
    replace: { from: ['created', 'redirect', 'pending'], to: 'canceled', by: 'buyer' },
  },
})

export const attemptStates = statesOf(attemptMachine)
export type AttemptState = (typeof attemptStates)[number]
/** Open states, in which no other attempt may start. */
export const openAttemptStates: readonly AttemptState[] = openStatesOf(attemptMachine)

/** The provider has answered, the bank has not yet: a look-up may bring news. */
export const unconfirmedAttemptStates: readonly AttemptState[] = openAttemptStates.filter(state => state !== 'created')

/** A refund to a buyer. */
export const refundMachine = machine({
  name: 'refund',
  states: {
    ordered: { about: 'Set aside; requested from the provider until it is confirmed.', runs: ['payments.send_refund'] },
    done: { about: 'The provider has sent it.', end: true },
  },
  transitions: {
    order: { from: ['none'], to: 'ordered', by: 'system' },
    finish: { from: ['ordered'], to: 'done', by: 'provider', fires: 'payments.send_refund' },
  },
})
export const refundStates = statesOf(refundMachine)
export type RefundState = (typeof refundStates)[number]
export const refundReasons = ['not_shipped', 'paid_too_late', 'goodwill'] as const
export type RefundReason = (typeof refundReasons)[number]
