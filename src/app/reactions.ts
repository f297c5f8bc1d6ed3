import { eventTypes } from '#app/event-types.ts'
import { mailRecoveryLink } from '#auth/index.ts'
import {
  mailAccountChanged,
  mailApplicant,
  mailBuyerOrderClosed,
  mailBuyerOrderCompleted,
  mailBuyerOrderDelivered,
  mailBuyerOrderShipped,
  mailBuyerPaymentFailed,
  mailBuyerPriceLowered,
  mailBuyerPurchasePaid,
  mailBuyerTrackingCorrected,
  mailPayoutPaid,
  mailPayoutReturned,
  mailProductReinstated,
  mailProductTakenDown,
  mailStoreOrderClosed,
  mailStoreOrderCompleted,
  mailStoreOrderPaid,
  mailSuspension,
} from '#notifications/index.ts'
import { reactionsTo } from '#platform/outbox.ts'
import { markCategory, markProduct, markTemplate } from '#search/index.ts'

/** Event → its reactions, on one page. */
export const reactions = reactionsTo(eventTypes, {
  'account.recovery_asked': [mailRecoveryLink],
  'application.submitted': [mailApplicant],
  'application.changes_requested': [mailApplicant],
  'application.rejected': [mailApplicant],
  'application.approved': [mailApplicant],
  'store.suspended': [mailSuspension],
  'store.reopened': [mailSuspension],
  'purchase.paid': [mailBuyerPurchasePaid],
  'purchase.payment_failed': [mailBuyerPaymentFailed],
  'order.paid': [mailStoreOrderPaid],
  'order.price_lowered': [mailBuyerPriceLowered],
  'order.shipped': [mailBuyerOrderShipped],
  'order.tracking_corrected': [mailBuyerTrackingCorrected],
  'order.delivered': [mailBuyerOrderDelivered],
  'order.completed': [mailBuyerOrderCompleted, mailStoreOrderCompleted],
  'order.closed': [mailBuyerOrderClosed, mailStoreOrderClosed],
  'bank_account.changed': [mailAccountChanged],
  'payout.paid': [mailPayoutPaid],
  'payout.returned': [mailPayoutReturned],
  'product.taken_down': [mailProductTakenDown],
  'product.reinstated': [mailProductReinstated],
  'product.changed': [markProduct],
  'template.changed': [markTemplate],
  'category.changed': [markCategory],
})
