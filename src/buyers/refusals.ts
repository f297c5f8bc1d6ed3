import type { RefusalList } from '#platform/refusal.ts'

export const buyerRefusals = {
  'address.not_found': 404,
  'address.too_many': 409,
  'wish.too_many': 409,
  'follow.too_many': 409,
} as const satisfies RefusalList
