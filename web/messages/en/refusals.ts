/** What the API may refuse, by code; the refusal's parameters can be used in the text. Read on the server only. */
export default {
  unknown: 'This was refused ({code}).',
  'field.missing': 'Fill this in.',
  'field.invalid': 'Check what you typed here.',
  'request.invalid': 'Something in this form is not right yet.',
  'request.not_signed_in': 'Log in first.',
  'request.forbidden': 'Your role does not allow this.',
  'request.cross_site': 'This form was sent from another site.',
  'request.not_found': 'This no longer exists.',
  'request.too_large': 'This is too large.',
  'request.unsupported': 'This kind of file is not supported.',
  'request.key_reused': 'This form was sent before with other content. Reload the page and try again.',
  'request.too_many': 'Too many attempts. Wait a moment, then try again.',
  'request.unavailable': 'We cannot do this right now. Try again in a moment.',
} as const
