export {
  tellBuyerClosed,
  tellBuyerCompleted,
  tellBuyerDelivered,
  tellBuyerPaid,
  tellBuyerPaymentFailed,
  tellBuyerPriceLowered,
  tellBuyerShipped,
} from '#notifications/buyer-mails.ts'
export { tellStoreClosed, tellStoreCompleted, tellStorePaid } from '#notifications/store-mails.ts'
