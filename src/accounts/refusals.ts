import type { RefusalList } from '#platform/refusal.ts'

export const accountRefusals = {
  'account.wrong_code': 422,
  'account.code_expired': 422,
  'account.code_too_soon': 429,
  'account.wrong_password': 422,
  'account.locked': 429,
  'account.no_proof': 409,
  'account.link_expired': 410,
  'account.second_factor_on': 409,
  'account.log_in_again': 401,
  'account.session_not_found': 404,
  'account.email_used': 409,
  'account.begin_again': 409,
  'member.not_found': 404,
  'member.already': 409,
  'member.last_owner': 409,
  'invitation.too_many': 429,
  'invitation.expired': 410,
  'invitation.other_address': 409,
  'account.operator_sells_nothing': 409,
} as const satisfies RefusalList
