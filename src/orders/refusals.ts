import type { RefusalList } from '#platform/refusal.ts'

export const orderRefusals = {
  'order.not_found': 404,
  'order.wrong_state': 409,
  'order.link_expired': 410,
  'order.carrier_not_in_template': 422,
  'order.tracking_malformed': 422,
  'order.carrier_unnamed': 422,
  'order.parcel_scanned': 409,
  'order.tracking_used': 409,
  'order.price_not_lower': 422,
  'order.payment_under_way': 409,
  'order.refund_above_kept': 422,
} as const satisfies RefusalList
