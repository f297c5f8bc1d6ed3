import type { RefusalList } from '#platform/refusal.ts'

export const exportRefusals = {
  'export.period_backwards': 422,
  'export.too_many_orders': 422,
} as const satisfies RefusalList
