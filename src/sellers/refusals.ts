import type { RefusalList } from '#platform/refusal.ts'

export const sellerRefusals = {
  'store.not_found': 404,
  'store.address_taken': 409,
} as const satisfies RefusalList
