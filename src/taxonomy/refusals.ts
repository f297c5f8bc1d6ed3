import type { RefusalList } from '#platform/refusal.ts'

export const taxonomyRefusals = {
  'category.not_found': 404,
  'category.changed_meanwhile': 409,
  'category.key_taken': 409,
  'category.holds_products': 422,
  'attribute.not_found': 404,
  'attribute.not_assigned': 409,
  'attribute.value_unknown': 422,
  'rate.in_the_past': 422,
  'rate.out_of_range': 422,
  'rate.not_planned': 409,
} as const satisfies RefusalList
