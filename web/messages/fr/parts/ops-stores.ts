import type { Translated } from '../../../kit/i18n.tsx'
import type * as en from '../../en/parts/ops-stores.ts'

export const stores = {
  title: 'Boutiques',
  open: 'Ouvrir une boutique',
  store: 'Boutique',
  name: 'Mots du nom',
  country: 'Pays',
  state: 'État',
  states: { selling: 'Vend', preparing: 'Non approuvée' },
  opened: 'Ouverte',
  products: 'En vente',
  openOrders: 'Commandes en cours',
  balance: 'Solde',
  empty: 'Aucune boutique ici',
  emptyText: 'Les boutiques apparaissent ici dès qu’elles sont ouvertes ou que quelqu’un en demande une.',
} satisfies Translated<typeof en.stores>

export const store = {
  application: 'Sa demande',
  visit: 'Voir la boutique',
  all: 'Tout voir',
  orders: 'Dernières commandes',
  journals: 'Dernières écritures',
  audit: 'Ce que ses membres ont fait',
  facts: 'La boutique et son entreprise',
  approved: 'Approuvée',
  address: 'Adresse',
  members: 'Membres',
} satisfies Translated<typeof en.store>
