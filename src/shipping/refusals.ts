import type { RefusalList } from '#platform/refusal.ts'

export const shippingRefusals = {
  'shipping.template_not_found': 404,
  'shipping.carrier_unknown': 422,
  'shipping.no_rates': 422,
} as const satisfies RefusalList
