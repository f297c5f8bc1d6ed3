import type { Translated } from '../../../kit/i18n.tsx'
import type * as en from '../../en/parts/ops-stores.ts'

export const stores = {
  title: 'Boutiques',
  open: 'Ouvrir une boutique',
  store: 'Boutique',
  name: 'Le nom contient',
  country: 'Pays',
  state: 'État',
  states: { selling: 'En activité', preparing: 'Non acceptée', suspended: 'Suspendue' },
  opened: 'Ouverte le',
  products: 'En vente',
  openOrders: 'Commandes en cours',
  balance: 'Solde',
  empty: 'Aucune boutique',
  emptyText: 'Les boutiques apparaissent ici dès leur ouverture ou dès qu’une candidature est commencée.',
} satisfies Translated<typeof en.stores>

export const store = {
  application: 'Candidature',
  visit: 'Voir la boutique',
  all: 'Tout voir',
  orders: 'Dernières commandes',
  journals: 'Dernières écritures',
  audit: 'Journal d’audit',
  facts: 'Boutique et entreprise',
  approved: 'Acceptée',
  address: 'Adresse',
  members: 'Membres',
} satisfies Translated<typeof en.store>

export const suspension = {
  suspend: 'Suspendre…',
  suspendTitle: 'Suspendre {name} ?',
  suspendButton: 'Suspendre {name}',
  nothingYet: 'Rien ne change avant votre confirmation.',
  effectProducts:
    '{count, plural, =0 {Aucun produit n’est retiré} one {# produit est retiré} other {# produits sont retirés}} de la vente aussitôt, dans tous les pays.',
  effectOrders:
    '{count, plural, =0 {Aucune commande en cours} one {# commande en cours continue} other {# commandes en cours continuent}}, dont {ship, number} à expédier ; les échéances ne changent pas.',
  effectMoney:
    '<sum></sum> peuvent être virés ; {payouts, plural, =0 {aucun virement n’attend} one {# virement attend} other {# virements attendent}}. Rien ne change, sauf si vous retenez les virements ci-dessous.',
  effectMail:
    'Les propriétaires reçoivent l’exposé des motifs ci-dessous par e-mail et le voient dans l’espace vendeur.',
  effectUndo: 'La levée de la suspension remet les mêmes produits en vente.',
  statement: 'Exposé des motifs, envoyé à la boutique',
  statementHint: 'Quoi, où et quand. Au moins {min} caractères.',
  hold: 'Retenir les virements',
  holdHint: 'La boutique ne peut plus en demander, et ceux déjà demandés n’entrent dans aucun lot.',
  typeName: 'Saisissez {name}',
  since: 'Suspendue depuis le <at></at> par {name}',
  held: 'Les virements sont retenus.',
  lift: 'Rouvrir…',
  liftTitle: 'Rouvrir la boutique ?',
  liftEffect:
    'Ce qui était en vente l’est de nouveau, sauf les produits retirés depuis. Les virements ne sont plus retenus. Les propriétaires sont prévenus par e-mail.',
  liftButton: 'Rouvrir la boutique',
  lifted: 'Levée par {name} : {reason}',
  history: 'Suspensions passées',
}
