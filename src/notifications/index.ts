export { tellApplicant } from '#notifications/application-mails.ts'
export {
  tellBuyerClosed,
  tellBuyerCompleted,
  tellBuyerDelivered,
  tellBuyerPaid,
  tellBuyerPaymentFailed,
  tellBuyerPriceLowered,
  tellBuyerShipped,
} from '#notifications/buyer-mails.ts'
export { tellAccountChanged, tellPayoutPaid, tellPayoutReturned } from '#notifications/payout-mails.ts'
export { tellStoreClosed, tellStoreCompleted, tellStorePaid } from '#notifications/store-mails.ts'
