import { z } from 'zod'
import {
  emailMaxCharacters,
  factorCodeMaxCharacters,
  passwordMaxCharacters,
  passwordMinCharacters,
  userNameMaxCharacters,
} from '#auth/limits.ts'
import { secret } from '#platform/json.ts'
import { locales } from '#platform/market.ts'

/** Addresses are stored in lower case, as they differ from nobody else's by capitals only. */
export const Email = z
  .email()
  .max(emailMaxCharacters)
  .transform(text => text.toLowerCase())
export const UserName = z.string().trim().min(1).max(userNameMaxCharacters)
/** A new password. */
export const Password = secret(z.string().min(passwordMinCharacters).max(passwordMaxCharacters))
/** An existing password, of any form. */
export const OwnPassword = secret(z.string().max(passwordMaxCharacters))
/** A code of the second factor, or a backup code. */
export const FactorCode = secret(z.string().max(factorCodeMaxCharacters))
/** A mailed code. */
export const MailedCode = secret(z.string().regex(/^\d{6}$/))
/** The secret in a mailed link. */
export const LinkSecret = secret(z.string().min(1).max(100))
/** The secret of a request for a code, which only the browser that asked has. */
export const RequestSecret = secret(z.string().min(1).max(100))
export const Locale = z.enum(locales)
