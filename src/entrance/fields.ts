import { z } from 'zod'

/** Addresses are kept in lower case: nobody means another by a capital. */
export const Email = z
  .email()
  .max(254)
  .transform(text => text.toLowerCase())
export const Password = z.string().min(10).max(200)
export const Locale = z.enum(['en', 'fr'])
