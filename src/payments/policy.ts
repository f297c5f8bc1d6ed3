import { z } from 'zod'
import { policy } from '#platform/policy.ts'

export const providerEventDays = policy({
  key: 'payments.provider_event_days',
  // Stripe retries an event for three days, and it can be resent by hand for 30
  schema: z.int().min(31).max(3_650),
  default: 90,
  unit: 'calendar days',
  source: 'Stripe, retention of events',
  about: {
    en: 'How long the record of a processed event of the payment provider is kept.',
    fr: 'Durée de conservation de la trace d’un événement traité du prestataire de paiement.',
  },
})
