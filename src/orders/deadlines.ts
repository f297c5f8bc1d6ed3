import { declareDeadlines } from '#platform/events.ts'

/** The deadlines of orders, and of shipments (`orders.track`). */
export const orderDeadlines = declareDeadlines({
  'orders.pay_by': 'An order that is not paid is closed (R50.2).',
  'orders.ship_by': 'An order that is not shipped is closed and all money goes back (R51.1).',
  'orders.complete_by': 'Protection is over: the order completes and its money is released (R50.6).',
  'orders.track': 'The simulated carrier is asked about a parcel.',
})
