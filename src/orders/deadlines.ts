import { declareDeadlines } from '#platform/events.ts'

/** The deadlines of orders, and of shipments (`orders.track`). */
export const orderDeadlines = declareDeadlines({
  'orders.pay_by': 'An unpaid order is cancelled (R50.2).',
  'orders.ship_by': 'An order that was not shipped is cancelled and fully refunded (R51.1).',
  'orders.complete_by': 'Buyer protection ends: the order completes and its money is released (R50.6).',
  'orders.track': 'The simulated carrier is queried for the tracking of a parcel.',
})
