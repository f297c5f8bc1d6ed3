import type { RefusalList } from '#platform/refusal.ts'

export const marketRefusals = {
  'address.postal_code_wrong': 422,
  'market.country_unknown': 422,
} as const satisfies RefusalList
