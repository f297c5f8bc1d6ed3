import type { RefusalList } from '#platform/refusal.ts'

export const catalogRefusals = {
  'product.not_found': 404,
  'product.incomplete': 422,
  'product.sku_taken': 409,
  'product.picture_unknown': 422,
  'product.taken_down': 409,
  'product.not_taken_down': 409,
  'stock.insufficient': 409,
  'stock.below_reserved': 409,
} as const satisfies RefusalList
