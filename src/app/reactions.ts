import {
  tellBuyerClosed,
  tellBuyerCompleted,
  tellBuyerDelivered,
  tellBuyerPaid,
  tellBuyerPaymentFailed,
  tellBuyerPriceLowered,
  tellBuyerShipped,
  tellStoreClosed,
  tellStoreCompleted,
  tellStorePaid,
} from '#notifications/index.ts'
import type { Reactions } from '#platform/outbox.ts'

/** Event → what follows from it, on one page. */
export const reactions: Reactions = {
  'purchase.placed': [],
  'purchase.paid': [tellBuyerPaid],
  'purchase.payment_failed': [tellBuyerPaymentFailed],
  'order.paid': [tellStorePaid],
  'order.price_lowered': [tellBuyerPriceLowered],
  'order.shipped': [tellBuyerShipped],
  'order.delivered': [tellBuyerDelivered],
  'order.completed': [tellBuyerCompleted, tellStoreCompleted],
  'order.closed': [tellBuyerClosed, tellStoreClosed],
}
