/** All cookies that pages and server set, by plain name; a test compares it with the code. */
export const cookieNames = [
  'fondaco_session',
  'lang',
  'country',
  'theme',
  'consent',
  'code',
  'last_purchase',
  'receipt_code',
  'flash',
  'jobs_seen',
  'seen',
] as const
