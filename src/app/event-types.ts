import { authEvents } from '#auth/events.ts'
import { catalogEvents } from '#catalog/events.ts'
import { orderEvents } from '#orders/events.ts'
import { paymentEvents } from '#payments/events.ts'
import { payoutEvents } from '#payouts/events.ts'
import { sellerEvents } from '#sellers/events.ts'
import { shippingEvents } from '#shipping/events.ts'
import { taxonomyEvents } from '#taxonomy/events.ts'

/** All events there are. */
export const eventTypes = {
  ...authEvents,
  ...taxonomyEvents,
  ...sellerEvents,
  ...shippingEvents,
  ...catalogEvents,
  ...paymentEvents,
  ...payoutEvents,
  ...orderEvents,
}
