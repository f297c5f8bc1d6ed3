export { type AddressHidden, addressHidden, addressHiddenBecause } from '#orders/address-shown.ts'
export { claimPurchases } from '#orders/claim-purchases.ts'
export { cancelOrder } from '#orders/close-orders.ts'
export { commissionOf } from '#orders/commission.ts'
export { confirmReceipt } from '#orders/complete-orders.ts'
export { correctTracking } from '#orders/correct-tracking.ts'
export { createOrders, newLinkKey, noteGuestPurchase, purchaseRows } from '#orders/create-orders.ts'
export { orderDeadlines } from '#orders/deadlines.ts'
export { orderEvents } from '#orders/events.ts'
export { freezeOrder } from '#orders/freeze-order.ts'
export { byLink, type LinkedPurchase, linkSecret } from '#orders/guest-links.ts'
export { holdLines, releaseLines } from '#orders/hold-stock.ts'
export { type LockedOrder, lockOrders, lockPurchase, lockUnpaidOrders } from '#orders/lock-orders.ts'
export { lowerPrice } from '#orders/lower-price.ts'
export { moveOrders, type OrderKey } from '#orders/move-orders.ts'
export { otherCarrier } from '#orders/parcel.ts'
export { orderDeadlineHandlers } from '#orders/reactions.ts'
export { type RefundedLine, refundOrder } from '#orders/refund-order.ts'
export { calculateShipBy } from '#orders/ship-by.ts'
export { listedCarriers, shipOrder } from '#orders/ship-order.ts'
export {
  type ClosedCause,
  closedCauses,
  endStates,
  type OrderDeadlineKind,
  type OrderState,
  orderActors,
  orderDeadlineKinds,
  orderStates,
  orderTransitions,
  trackingKinds,
  unpaidStates,
} from '#orders/states.ts'
