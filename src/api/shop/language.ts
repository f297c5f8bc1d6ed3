import { z } from 'zod'
import { setLanguage } from '#accounts/index.ts'
import { Locale } from '#auth/index.ts'
import { command } from '#platform/command.ts'

export const shopLanguage = {
  chooseLanguage: command({
    method: 'PUT',
    path: '/api/shop/language',
    audience: 'user',
    summary: 'Choose the language of the caller’s e-mails; those about a purchase keep the language it was placed in',
    input: z.object({ locale: Locale }),
    example: { locale: 'fr' },
    refusals: [],
    run: (tx, { userId }, { locale }) => setLanguage(tx, userId, locale),
    audit: { none: 'a person’s own language, which decides nothing' },
  }),
}
