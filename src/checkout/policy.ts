import { z } from 'zod'
import { policy } from '#platform/policy.ts'

export const fundsWindowHours = policy({
  key: 'checkout.funds_window_hours',
  schema: z.int().min(1).max(168),
  default: 24,
  unit: 'hours',
  source: 'R50.3',
  about: {
    en: 'How long a payment may stay in progress before the provider is asked for its result.',
    fr: 'Durée pendant laquelle un paiement peut rester en cours avant que le prestataire soit interrogé sur le résultat.',
  },
})

export const redirectWindowMinutes = policy({
  key: 'checkout.redirect_window_minutes',
  schema: z.int().min(5).max(1_440),
  default: 60,
  unit: 'minutes',
  source: 'R50.3',
  about: {
    en: 'How long a buyer may take to confirm at the bank before the payment is cancelled.',
    fr: 'Temps dont un acheteur dispose pour confirmer auprès de sa banque avant l’annulation du paiement.',
  },
})

/** How long a charge may go unanswered (a crash in between) before the provider is asked for its outcome. */
export const unansweredMinutes = 15
