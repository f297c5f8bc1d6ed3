import type { Translated } from '../../../kit/i18n.tsx'
import type * as en from '../../en/parts/ops-books.ts'

export const account = {
  clearing: { name: 'Chez le prestataire', about: 'Argent que le prestataire de paiement détient pour nous' },
  escrow: { name: 'Séquestre', about: 'Argent des acheteurs conservé pour les commandes' },
  refund_due: { name: 'Remboursements dus', about: 'Ordonnés, pas encore confirmés par le prestataire' },
  available: { name: 'Soldes des boutiques', about: 'Disponible pour les virements aux boutiques' },
  payout_due: { name: 'Virements dus', about: 'Demandés, arrivée pas encore confirmée' },
  bank: { name: 'Notre banque', about: 'Le compte bancaire de la plateforme' },
  commission: { name: 'Commissions', about: 'La part de la plateforme' },
  fees: { name: 'Frais', about: 'Frais de virement et de rétrofacturation facturés aux boutiques' },
  frozen: { name: 'Bloqué', about: 'Argent des boutiques bloqué jusqu’au règlement des réclamations' },
  receivable: { name: 'Créances', about: 'Ce que les boutiques nous doivent' },
  affiliate: { name: 'Affiliés', about: 'Gagné par ceux qui ont amené l’acheteur' },
  tax: { name: 'TVA', about: 'TVA que la plateforme doit pour les ventes de ses boutiques' },
  promotion: { name: 'Promotions', about: 'Remises payées par la plateforme' },
  chargeback: { name: 'Rétrofacturations', about: 'Argent repris par une banque, litige en cours' },
  loss: { name: 'Pertes', about: 'Ce que la plateforme n’a pas pu récupérer' },
} satisfies Translated<typeof en.account>

export const journal = {
  order_paid: 'Commande payée',
  order_released: 'Montant de la commande versé à la boutique',
  claim_frozen: 'Bloqué pour une réclamation',
  claim_unfrozen: 'Débloqué après une réclamation',
  refund_ordered: 'Remboursement ordonné',
  refund_done: 'Remboursement effectué',
  payout_requested: 'Virement demandé',
  payout_paid: 'Virement payé',
  payout_returned: 'Virement renvoyé',
  payout_canceled: 'Virement annulé',
} satisfies Translated<typeof en.journal>

export const books = {
  title: 'Balance générale',
  openText:
    'Toutes boutiques confondues : soldes à la fin du dernier jour scellé, mouvements depuis et soldes actuels.',
  dayText: 'Toutes boutiques confondues, pour un jour scellé : soldes d’ouverture, mouvements et soldes de clôture.',
  day: 'Jour',
  show: 'Afficher',
  now: 'Aujourd’hui',
  notSealed: '{on} n’est pas encore scellé : voici la période ouverte.',
  none: 'Aucun jour n’est encore scellé.',
  opening: 'Ouverture',
  openingSealed: 'Scellée : fin du {day}',
  openingDay: 'Scellée : début du jour',
  moved: 'Mouvements',
  movedLive: 'Pas encore scellés : à ce jour',
  movedSince: 'Pas encore scellés : depuis {from}',
  movedDay: 'Scellés',
  closing: 'Clôture',
  closingLive: 'À cet instant',
  closingDay: 'Scellée : fin du jour',
  account: 'Compte',
  debit: 'débit',
  credit: 'crédit',
  total: 'Total',
  equal: 'Débits et crédits sont égaux dans les trois : les livres sont équilibrés.',
  unequal: 'Débits et crédits diffèrent. N’approuvez aucun virement tant que ce n’est pas résolu.',
  journals: 'Écritures de ce compte',
} satisfies Translated<typeof en.books>
