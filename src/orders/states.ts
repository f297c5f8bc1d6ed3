/** States of an order (R50.1). */
export const orderStates = [
  'awaiting_payment',
  'payment_in_progress',
  'awaiting_shipment',
  'awaiting_receipt',
  'completed',
  'closed',
] as const
export type OrderState = (typeof orderStates)[number]

export const endStates: readonly OrderState[] = ['completed', 'closed']

/** Why an order is closed (R50.10). */
export const closedCauses = ['unpaid', 'canceled_by_buyer', 'not_shipped', 'paid_too_late'] as const
export type ClosedCause = (typeof closedCauses)[number]

export type Actor = 'buyer' | 'seller' | 'provider' | 'carrier' | 'clock'

type Transition = {
  readonly from: readonly (OrderState | 'none')[]
  readonly to: OrderState
  readonly by: Actor
  /** Due time that makes it happen, or that it sets. */
  readonly deadline?: { readonly fires?: string; readonly sets?: string }
  readonly cause?: ClosedCause
}

/**
 * The machine: what may happen, from where, by whom. Buttons, docs and the database's guard are drawn from it.
 * Canceling on request and disputes will pause an order into a state of their own, with `resume_state` to go back to.
 */
export const orderTransitions = {
  place: { from: ['none'], to: 'awaiting_payment', by: 'buyer', deadline: { sets: 'orders.pay_by' } },
  lower_price: { from: ['awaiting_payment'], to: 'awaiting_payment', by: 'seller' },
  await_funds: { from: ['awaiting_payment'], to: 'payment_in_progress', by: 'provider' },
  fail_payment: {
    from: ['payment_in_progress'],
    to: 'awaiting_payment',
    by: 'provider',
    deadline: { sets: 'orders.pay_by' },
  },
  pay: {
    from: ['awaiting_payment', 'payment_in_progress'],
    to: 'awaiting_shipment',
    by: 'provider',
    deadline: { sets: 'orders.ship_by' },
  },
  pay_too_late: {
    from: ['awaiting_payment', 'payment_in_progress'],
    to: 'closed',
    by: 'provider',
    cause: 'paid_too_late',
  },
  cancel: { from: ['awaiting_payment', 'payment_in_progress'], to: 'closed', by: 'buyer', cause: 'canceled_by_buyer' },
  expire: {
    from: ['awaiting_payment'],
    to: 'closed',
    by: 'clock',
    deadline: { fires: 'orders.pay_by' },
    cause: 'unpaid',
  },
  ship: { from: ['awaiting_shipment'], to: 'awaiting_receipt', by: 'seller', deadline: { sets: 'orders.complete_by' } },
  miss_shipment: {
    from: ['awaiting_shipment'],
    to: 'closed',
    by: 'clock',
    deadline: { fires: 'orders.ship_by' },
    cause: 'not_shipped',
  },
  confirm: { from: ['awaiting_receipt'], to: 'completed', by: 'buyer' },
  complete: {
    from: ['awaiting_receipt'],
    to: 'completed',
    by: 'clock',
    deadline: { fires: 'orders.complete_by' },
  },
} as const satisfies Record<string, Transition>

export type OrderTransition = keyof typeof orderTransitions
