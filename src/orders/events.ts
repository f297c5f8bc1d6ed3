import { z } from 'zod'
import { closedCauses } from '#orders/states.ts'
import { declareEvents, type EventType } from '#platform/events.ts'

const order = { store_id: z.uuid(), order_id: z.uuid(), buyer_id: z.uuid() }

/** The events of orders. */
export const orderEvents = declareEvents({
  'order.price_lowered': { about: 'A store lowered what an unpaid order costs.', body: order },
  'order.paid': { about: 'The money of an order is in escrow; the store may ship.', body: order },
  'order.shipped': { about: 'The store handed an order to a carrier.', body: order },
  'order.delivered': { about: 'The last parcel of an order arrived; protection runs from here.', body: order },
  'order.completed': { about: 'The buyer keeps it; its money was released to the store.', body: order },
  'order.closed': { about: 'An order came to nothing.', body: { ...order, cause: z.enum(closedCauses) } },
})

/** Any event about an order: its body names at least the store, the order and the buyer. */
export type OrderEvent = EventType<string, (typeof orderEvents)['order.paid']['body']>
