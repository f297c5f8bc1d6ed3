import type { Translated } from '../../../kit/i18n.tsx'
import type * as en from '../../en/parts/ops-books.ts'

export const account = {
  clearing: { name: 'Chez le prestataire', about: 'Argent que le prestataire de paiement détient pour nous' },
  escrow: { name: 'Séquestre', about: 'Argent des acheteurs gardé pour les commandes' },
  refund_due: { name: 'Remboursements dus', about: 'Ordonnés, pas encore confirmés par le prestataire' },
  available: { name: 'Soldes des boutiques', about: 'Ce que les boutiques peuvent se faire verser' },
  payout_due: { name: 'Virements dus', about: 'Demandés, dont l’arrivée n’est pas encore connue' },
  bank: { name: 'Notre banque', about: 'Le compte bancaire de la plateforme' },
  commission: { name: 'Commissions', about: 'La part de la plateforme' },
  fees: { name: 'Frais', about: 'Ce que les virements coûtent aux boutiques' },
  frozen: { name: 'Bloqué', about: 'Argent des boutiques retenu pendant une réclamation' },
  receivable: { name: 'Créances', about: 'Ce que les boutiques nous doivent' },
  affiliate: { name: 'Affiliés', about: 'Ce qu’a gagné qui a amené l’acheteur' },
  tax: { name: 'TVA', about: 'TVA que la plateforme doit pour les ventes de ses boutiques' },
  promotion: { name: 'Promotions', about: 'Remises payées par la plateforme' },
  chargeback: { name: 'Rétrofacturations', about: 'Argent repris par une banque, pas encore tranché' },
  loss: { name: 'Pertes', about: 'Ce que la plateforme n’a pas pu récupérer' },
} satisfies Translated<typeof en.account>

export const journal = {
  order_paid: 'Commande payée',
  order_released: 'Commande versée à sa boutique',
  claim_frozen: 'Bloqué pour une réclamation',
  claim_unfrozen: 'Débloqué',
  refund_ordered: 'Remboursement ordonné',
  refund_done: 'Remboursement fait',
  payout_requested: 'Virement demandé',
  payout_paid: 'Virement payé',
  payout_returned: 'Virement revenu',
  payout_canceled: 'Virement repris',
} satisfies Translated<typeof en.journal>

export const books = {
  title: 'Balance générale',
  openText:
    'Toutes boutiques confondues : ce que chaque compte tenait à la fin du dernier jour scellé, ce qui a bougé depuis, ce qu’il tient maintenant.',
  dayText:
    'Toutes boutiques confondues, un jour scellé : ce que chaque compte tenait à son début, ce qui a bougé, ce qu’il tenait à sa fin.',
  day: 'Jour',
  show: 'Afficher',
  now: 'Aujourd’hui',
  notSealed: '{on} n’est pas scellé : voici ce qui est ouvert.',
  none: 'Aucun jour n’est encore scellé.',
  opening: 'Ouverture',
  openingSealed: 'Scellée : fin du {day}',
  openingDay: 'Scellée : début du jour',
  moved: 'Mouvements',
  movedLive: 'Pas encore scellés : à ce jour',
  movedSince: 'Pas encore scellés : depuis {from}',
  movedDay: 'Scellés',
  closing: 'Clôture',
  closingLive: 'Maintenant, en direct',
  closingDay: 'Scellée : fin du jour',
  account: 'Compte',
  debit: 'débit',
  credit: 'crédit',
  total: 'Somme',
  equal: 'Débits et crédits sont égaux dans les trois : leur somme est nulle.',
  unequal: 'Débits et crédits diffèrent. Ne payez personne avant de l’avoir expliqué.',
  journals: 'Écritures qui le font bouger',
} satisfies Translated<typeof en.books>
