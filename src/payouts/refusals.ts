import type { RefusalList } from '#platform/refusal.ts'

export const payoutRefusals = {
  'payout.not_found': 404,
  'payout.wrong_state': 409,
  'payout.no_account': 409,
  'payout.account_waits': 409,
  'payout.iban_invalid': 422,
  'payout.iban_not_sepa': 422,
  'payout.bic_invalid': 422,
  'payout.holder_characters': 422,
  'payout.holder_other': 422,
  'payout.not_above_fee': 422,
  'payout.above_balance': 409,
  'payout.batch_not_found': 404,
  'payout.batch_wrong_state': 409,
  'payout.own_batch': 403,
  'payout.no_debtor': 409,
} as const satisfies RefusalList
