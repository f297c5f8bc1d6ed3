import { z } from 'zod'
import { secret } from '#platform/json.ts'
import { locales } from '#platform/market.ts'

/** Addresses are stored in lower case, as they differ from nobody else's by capitals only. */
export const Email = z
  .email()
  .max(254)
  .transform(text => text.toLowerCase())
/** A new password. */
export const Password = secret(z.string().min(10).max(200))
/** An existing password, of any form. */
export const OwnPassword = secret(z.string().max(200))
/** A code of the second factor, or a backup code. */
export const FactorCode = secret(z.string().max(20))
/** A mailed code. */
export const MailedCode = secret(z.string().regex(/^\d{6}$/))
/** The secret in a mailed link. */
export const LinkSecret = secret(z.string().min(1).max(100))
/** The secret of a request for a code, which only the browser that asked has. */
export const RequestSecret = secret(z.string().min(1).max(100))
export const Locale = z.enum(locales)
