import type { RefusalList } from '#platform/refusal.ts'

export const searchRefusals = {
  'synonyms.not_found': 404,
  'synonyms.too_few': 422,
  'synonyms.too_many_sets': 422,
} as const satisfies RefusalList
