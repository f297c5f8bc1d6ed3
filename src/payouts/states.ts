import { machine, openStatesOf, statesOf } from '#platform/machine.ts'

/** A payout from a store's balance to its bank. */
export const payoutMachine = machine({
  name: 'payout',
  states: {
    requested: { about: 'Taken from the balance; waiting for a batch.' },
    in_batch: { about: 'In a batch that has not been sent yet.' },
    sent: { about: 'The bank has the file.' },
    paid: { about: 'It arrived. Banks may still return it days later.', end: true },
    returned: { about: 'Returned by the bank; back in the balance.', end: true },
    canceled: { about: 'Cancelled by the store; back in the balance.', end: true },
  },
  transitions: {
    request: { from: ['none'], to: 'requested', by: 'seller' },
    cancel: { from: ['requested'], to: 'canceled', by: 'seller' },
    collect: { from: ['requested'], to: 'in_batch', by: 'operator' },
    remove_from_batch: { from: ['in_batch'], to: 'requested', by: 'operator' },
    send: { from: ['in_batch'], to: 'sent', by: 'operator' },
    pay: { from: ['sent'], to: 'paid', by: 'operator', emits: 'payout.paid' },
    return: { from: ['sent', 'paid'], to: 'returned', by: 'operator', emits: 'payout.returned' },
  },
})

export const payoutStates = statesOf(payoutMachine)
export type PayoutState = (typeof payoutStates)[number]

/** The money has left the balance and has not been confirmed as paid. */
export const openPayoutStates = openStatesOf(payoutMachine)

/** Payouts that go to the bank in one file. */
export const batchMachine = machine({
  name: 'batch',
  states: {
    proposed: { about: 'Created by one operator.' },
    approved: { about: 'Approved by a second operator.' },
    sent: { about: 'Its file was downloaded and given to the bank.', end: true },
    dissolved: { about: 'Dissolved; its payouts can be added to another batch.', end: true },
  },
  transitions: {
    propose: { from: ['none'], to: 'proposed', by: 'operator' },
    approve: { from: ['proposed'], to: 'approved', by: 'operator' },
    send: { from: ['approved'], to: 'sent', by: 'operator' },
    dissolve: { from: ['proposed', 'approved'], to: 'dissolved', by: 'operator' },
  },
})

export const batchStates = statesOf(batchMachine)
export type BatchState = (typeof batchStates)[number]

/** Why money was returned: the bank's codes (ISO 20022), and one of ours for a file that never reached the bank. */
export const returnReasons = ['AC01', 'AC04', 'AC06', 'AG01', 'BE04', 'MS03', 'RC01', 'RR04', 'not_sent'] as const
export type ReturnReason = (typeof returnReasons)[number]
