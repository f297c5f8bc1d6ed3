import type { Translated } from '../../../kit/i18n.tsx'
import type * as en from '../../en/parts/ops-stores.ts'

export const stores = {
  title: 'Boutiques',
  open: 'Ouvrir une boutique',
  store: 'Boutique',
  name: 'Le nom contient',
  country: 'Pays',
  state: 'État',
  states: { selling: 'En activité', preparing: 'Non acceptée' },
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
