import type { RefusalList } from '#platform/refusal.ts'

export const sellerRefusals = {
  'store.not_found': 404,
  'category.not_found': 404,
  'authorization.not_found': 404,
  'store.address_taken': 409,
  'store.email_taken': 409,
  'store.not_approved': 409,
  'store.trader_data_missing': 409,
  'company.country_closed': 422,
  'company.national_id_wrong': 422,
  'company.vat_number_wrong': 422,
  'company.latin_name_wrong': 422,
  'company.checked': 409,
  'document.not_accepted': 422,
  'document.too_many': 409,
  'document.not_found': 404,
  'application.not_found': 404,
  'application.wrong_state': 409,
  'application.incomplete': 422,
  'application.reason_missing': 422,
} as const satisfies RefusalList
