import type { RefusalList } from '#platform/refusal.ts'

export const accountRefusals = {
  'account.wrong_code': 422,
  'account.code_expired': 422,
  'account.code_too_soon': 429,
  'account.wrong_password': 422,
  'account.locked': 429,
  'account.operator_sells_nothing': 409,
} as const satisfies RefusalList
