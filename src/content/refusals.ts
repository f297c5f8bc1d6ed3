import type { RefusalList } from '#platform/refusal.ts'

export const contentRefusals = {
  'page.not_found': 404,
  'page.changed_meanwhile': 409,
  'page.empty': 422,
} as const satisfies RefusalList
