import type { RefusalList } from '#platform/refusal.ts'

export const paymentRefusals = {
  'payment.refused': 402,
  'payment.in_progress': 409,
  'payment.method_unknown': 422,
  'payment.nothing_due': 409,
} as const satisfies RefusalList
