import { endStatesOf, machine, statesBefore, statesOf } from '#platform/machine.ts'

export const closedCauses = ['unpaid', 'canceled_by_buyer', 'not_shipped', 'paid_too_late'] as const
/** Why an order is closed (R50.10). */
export type ClosedCause = (typeof closedCauses)[number]

/** An order: one store's part of a purchase (R50.1). */
export const orderMachine = machine({
  name: 'order',
  states: {
    awaiting_payment: { about: 'Placed; the buyer has not paid.', runs: ['orders.pay_by'] },
    payment_in_progress: { about: 'The bank has not confirmed the money: not to be shipped (R50.3).' },
    awaiting_shipment: { about: 'Paid; to be shipped by the store.', runs: ['orders.ship_by'] },
    awaiting_receipt: {
      about: 'On its way, or received and still within buyer protection.',
      runs: ['orders.complete_by'],
    },
    completed: { about: 'Received by the buyer; the money has been released to the store.', end: true },
    closed: { about: 'Canceled; `closed_cause` says why.', end: true },
  },
  transitions: {
    place: { from: ['none'], to: 'awaiting_payment', by: 'buyer' },
    lower_price: {
      from: ['awaiting_payment'],
      to: 'awaiting_payment',
      by: 'seller',
      emits: 'order.price_lowered',
    },
    await_funds: { from: ['awaiting_payment'], to: 'payment_in_progress', by: 'provider' },
    fail_payment: { from: ['payment_in_progress'], to: 'awaiting_payment', by: 'provider' },
    pay: {
      from: ['awaiting_payment', 'payment_in_progress'],
      to: 'awaiting_shipment',
      by: 'provider',
      emits: 'order.paid',
    },
    pay_too_late: {
      from: ['awaiting_payment', 'payment_in_progress'],
      to: 'closed',
      by: 'provider',
      cause: 'paid_too_late',
      emits: 'order.closed',
    },
    cancel: {
      from: ['awaiting_payment', 'payment_in_progress'],
      to: 'closed',
      by: 'buyer',
      cause: 'canceled_by_buyer',
      emits: 'order.closed',
    },
    expire: {
      from: ['awaiting_payment'],
      to: 'closed',
      by: 'clock',
      fires: 'orders.pay_by',
      cause: 'unpaid',
      emits: 'order.closed',
    },
    ship: { from: ['awaiting_shipment'], to: 'awaiting_receipt', by: 'seller', emits: 'order.shipped' },
    miss_shipment: {
      from: ['awaiting_shipment'],
      to: 'closed',
      by: 'clock',
      fires: 'orders.ship_by',
      cause: 'not_shipped',
      emits: 'order.closed',
    },
    deliver: { from: ['awaiting_receipt'], to: 'awaiting_receipt', by: 'carrier', emits: 'order.delivered' },
    confirm: { from: ['awaiting_receipt'], to: 'completed', by: 'buyer', emits: 'order.completed' },
    complete: {
      from: ['awaiting_receipt'],
      to: 'completed',
      by: 'clock',
      fires: 'orders.complete_by',
      emits: 'order.completed',
    },
  },
})

export const orderStates = statesOf(orderMachine)
export const endStates = endStatesOf(orderMachine)
/** Placed, and its money has not arrived. */
export const unpaidStates = statesBefore(orderMachine, 'pay')
export type OrderState = (typeof orderStates)[number]
export type OrderTransition = keyof typeof orderMachine.transitions
export const orderTransitions = Object.keys(orderMachine.transitions) as OrderTransition[]
/** What may run for an order, one at a time. */
export const orderDeadlineKinds = Object.values(orderMachine.states).flatMap(state =>
  'runs' in state ? state.runs : [],
)
export type OrderDeadlineKind = (typeof orderDeadlineKinds)[number]
/** Who moves orders. */
export const orderActors = Object.values(orderMachine.transitions).map(({ by }) => by)

/** What carriers report about a parcel. */
export const trackingKinds = ['accepted', 'in_transit', 'out_for_delivery', 'delivered'] as const
