import { mailRecoveryLink } from '#entrance/index.ts'
import {
  tellAccountChanged,
  tellApplicant,
  tellBuyerClosed,
  tellBuyerCompleted,
  tellBuyerDelivered,
  tellBuyerPaid,
  tellBuyerPaymentFailed,
  tellBuyerPriceLowered,
  tellBuyerShipped,
  tellPayoutPaid,
  tellPayoutReturned,
  tellPutBack,
  tellStoreClosed,
  tellStoreCompleted,
  tellStorePaid,
  tellTakenDown,
} from '#notifications/index.ts'
import type { Reactions } from '#platform/outbox.ts'
import { markCategory, markProduct, markTemplate } from '#search/index.ts'

/** Event → what follows from it, on one page. */
export const reactions: Reactions = {
  'account.recovery_asked': [mailRecoveryLink],
  'application.submitted': [tellApplicant],
  'application.more_asked': [tellApplicant],
  'application.rejected': [tellApplicant],
  'application.approved': [tellApplicant],
  'purchase.placed': [],
  'purchase.paid': [tellBuyerPaid],
  'purchase.payment_failed': [tellBuyerPaymentFailed],
  'order.paid': [tellStorePaid],
  'order.price_lowered': [tellBuyerPriceLowered],
  'order.shipped': [tellBuyerShipped],
  'order.delivered': [tellBuyerDelivered],
  'order.completed': [tellBuyerCompleted, tellStoreCompleted],
  'order.closed': [tellBuyerClosed, tellStoreClosed],
  'bank_account.changed': [tellAccountChanged],
  'payout.paid': [tellPayoutPaid],
  'payout.returned': [tellPayoutReturned],
  'product.taken_down': [tellTakenDown],
  'product.put_back': [tellPutBack],
  'product.changed': [markProduct],
  'template.changed': [markTemplate],
  'category.changed': [markCategory],
}
