import { z } from 'zod'
import { secret } from '#platform/json.ts'

/** Addresses are kept in lower case: nobody means another by a capital. */
export const Email = z
  .email()
  .max(254)
  .transform(text => text.toLowerCase())
/** A password that is being chosen. */
export const Password = secret(z.string().min(10).max(200))
/** A password that was chosen before: whatever it looks like. */
export const OwnPassword = secret(z.string().max(200))
/** A code of the second factor, or a spare one. */
export const FactorCode = secret(z.string().max(20))
/** A mailed code. */
export const MailedCode = secret(z.string().regex(/^\d{6}$/))
/** What a mailed link holds. */
export const LinkSecret = secret(z.string().min(1).max(100))
/** The secret of a request for a code: only the browser that asked has it. */
export const RequestSecret = secret(z.string().min(1).max(100))
export const Locale = z.enum(['en', 'fr'])
