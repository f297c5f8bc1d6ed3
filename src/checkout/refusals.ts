import type { RefusalList } from '#platform/refusal.ts'

export const checkoutRefusals = {
  'checkout.no_address': 409,
  'checkout.no_email': 409,
  'checkout.total_changed': 409,
  'purchase.not_found': 404,
} as const satisfies RefusalList
