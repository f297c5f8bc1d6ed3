import type { RefusalList } from '#platform/refusal.ts'

export const marketRefusals = {
  'market.country_unknown': 422,
} as const satisfies RefusalList
