import type { RefusalList } from '#platform/refusal.ts'

export const catalogRefusals = {
  'category.unknown': 422,
  'category.not_final': 422,
  'category.closed': 422,
  'category.not_authorized': 403,
  'product.not_found': 404,
  'product.incomplete': 422,
  'product.attributes_wrong': 422,
  'product.axis_not_offered': 422,
  'product.color_unknown': 422,
  'product.gtin_wrong': 422,
  'product.variants_alike': 422,
  'product.sku_taken': 409,
  'product.picture_unknown': 422,
  'stock.insufficient': 409,
  'stock.below_reserved': 409,
} as const satisfies RefusalList
