import type { RefusalList } from '#platform/refusal.ts'

export const cartRefusals = {
  'cart.empty': 409,
  'cart.full': 422,
  'cart.not_on_sale': 409,
  'cart.not_delivered_there': 422,
  'cart.too_few': 409,
} as const satisfies RefusalList
