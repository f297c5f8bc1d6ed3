import type { RefusalList } from '#platform/refusal.ts'

export const controlRefusals = {
  'policy.unknown': 404,
  'policy.in_the_past': 422,
  'policy.not_planned': 409,
  'policy.invalid': 422,
  'policy.out_of_range': 422,
  'clock.not_sandbox': 403,
  'clock.backwards': 422,
  'clock.too_far': 422,
  'clock.moving': 409,
} as const satisfies RefusalList
