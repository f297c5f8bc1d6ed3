import type { RefusalList } from '#platform/refusal.ts'

export const shippingRefusals = {
  'shipping.template_not_found': 404,
  'shipping.template_in_use': 409,
  'shipping.carrier_unknown': 422,
  'shipping.country_unknown': 422,
  'shipping.country_twice': 422,
} as const satisfies RefusalList
