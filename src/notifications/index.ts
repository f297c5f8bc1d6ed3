export { mailApplicant } from '#notifications/application-mails.ts'
export {
  mailBuyerOrderClosed,
  mailBuyerOrderCompleted,
  mailBuyerOrderDelivered,
  mailBuyerOrderShipped,
  mailBuyerPaymentFailed,
  mailBuyerPriceLowered,
  mailBuyerPurchasePaid,
  mailBuyerTrackingCorrected,
} from '#notifications/buyer-mails.ts'
export { mailAccountChanged, mailPayoutPaid, mailPayoutReturned } from '#notifications/payout-mails.ts'
export { mailProductReinstated, mailProductTakenDown } from '#notifications/product-mails.ts'
export { mailStoreOrderClosed, mailStoreOrderCompleted, mailStoreOrderPaid } from '#notifications/store-mails.ts'
export { mailSuspension } from '#notifications/suspension-mails.ts'
