import { z } from 'zod'
import { declareEvents } from '#platform/events.ts'

export const authEvents = declareEvents({
  'account.recovery_asked': {
    about: 'Somebody requested a link to set a new password; the address may be unknown.',
    body: { email: z.string(), locale: z.string() },
  },
})
