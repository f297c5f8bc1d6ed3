import { z } from 'zod'
import { policy } from '#platform/policy.ts'

export const paymentWindowHours = policy({
  key: 'orders.payment_window_hours',
  schema: z.int().min(1).max(720),
  default: 72,
  unit: 'hours',
  source: 'R50.2',
  about: {
    en: 'How long an order waits for its payment before it is cancelled.',
    fr: 'Durée pendant laquelle une commande attend son paiement avant d’être annulée.',
  },
})

export const protectionDays = policy({
  key: 'orders.protection_days',
  schema: z.int().min(1).max(90),
  default: 15,
  unit: 'calendar days',
  source: 'R50.6',
  about: {
    en: 'How long the buyer is protected after delivery; then the order completes automatically.',
    fr: 'Durée de la protection de l’acheteur après la livraison ; ensuite, la commande est terminée automatiquement.',
  },
})

export const orderLinkDays = policy({
  key: 'orders.link_days',
  schema: z.int().min(1).max(730),
  default: 180,
  unit: 'calendar days',
  source: 'E3',
  about: {
    en: 'How long the link in a mail opens an order that was placed without an account.',
    fr: 'Durée pendant laquelle le lien envoyé par e-mail ouvre une commande passée sans compte.',
  },
})

export const commissionBps = policy({
  key: 'orders.commission_bps',
  schema: z.int().min(0).max(5_000),
  default: 700,
  unit: 'bps',
  source: 'R3.1',
  about: {
    en: 'For categories that have no rate of their own or above them: commission on the line price, including VAT, excluding shipping; a line keeps the rate of the day it was ordered.',
    fr: 'Pour les catégories sans taux propre ni hérité : commission sur le prix de la ligne, TVA comprise, hors livraison ; une ligne garde le taux du jour de la commande.',
  },
})

export const addressDays = policy({
  key: 'orders.address_days',
  schema: z.int().min(0).max(365),
  default: 30,
  unit: 'calendar days',
  source: 'X9',
  about: {
    en: 'How long after an order ended its store still sees the buyer’s name and address, for returns.',
    fr: 'Durée pendant laquelle la boutique voit encore le nom et l’adresse de l’acheteur après la fin d’une commande, pour les retours.',
  },
})
