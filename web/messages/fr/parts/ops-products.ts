import type { Translated } from '../../../kit/i18n.tsx'
import type * as en from '../../en/parts/ops-products.ts'

export const products = {
  title: 'Produits',
  untitled: 'Sans titre',
  words: 'Mots du titre',
  product: 'Produit',
  store: 'Boutique',
  state: 'État',
  states: { online: 'En vente', offline: 'Hors vente', taken_down: 'Retiré', draft: 'Brouillon' },
  price: 'Prix dès',
  stock: 'Stock',
  reserved: '{count, number} réservés',
  created: 'Créé',
  empty: 'Aucun produit ici',
} satisfies Translated<typeof en.products>

export const product = {
  visit: 'Voir sur la place de marché',
  description: 'Description',
  variants: 'Variantes',
  photo: 'Photo {n} de {title}',
  audit: 'Ce qui a été fait',
  takeDown: 'Le retirer de la vente',
  takeDownText:
    'Il quitte la vente tout de suite. La boutique lit le motif et ne peut pas le remettre en vente avant qu’il soit rétabli ; les commandes en cours continuent.',
  reason: 'Motif, pour la boutique',
  standing: 'Retiré : la boutique ne peut pas le remettre en vente',
  putBack: 'Autoriser de nouveau la vente',
  history: 'Retraits',
  takenDown: 'Retiré',
  puttingBack: 'Rétabli',
} satisfies Translated<typeof en.product>
