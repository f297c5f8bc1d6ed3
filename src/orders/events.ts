import { z } from 'zod'
import { closedCauses } from '#orders/states.ts'
import { declareEvents, type EventType } from '#platform/events.ts'

const order = { store_id: z.uuid(), order_id: z.uuid(), buyer_id: z.uuid() }

/** The events of orders. */
export const orderEvents = declareEvents({
  'order.price_lowered': { about: 'A store lowered the price of an unpaid order.', body: order },
  'order.paid': { about: 'The money of an order is in escrow; the store may ship.', body: order },
  'order.shipped': { about: 'The store shipped an order.', body: order },
  'order.tracking_corrected': {
    about: 'A store corrected the tracking number of a parcel.',
    body: { ...order, correction_id: z.uuid() },
  },
  'order.delivered': { about: 'The last parcel of an order was delivered; buyer protection starts.', body: order },
  'order.completed': { about: 'An order completed; its money was released to the store.', body: order },
  'order.closed': {
    about: 'An order was cancelled: not paid, not shipped, paid too late, or by the buyer.',
    body: { ...order, cause: z.enum(closedCauses) },
  },
})

/** Any event about an order: its body names at least the store, the order and the buyer. */
export type OrderEvent = EventType<string, (typeof orderEvents)['order.paid']['body']>
