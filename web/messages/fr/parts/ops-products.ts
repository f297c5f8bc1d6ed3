import type { Translated } from '../../../kit/i18n.tsx'
import type * as en from '../../en/parts/ops-products.ts'

export const products = {
  title: 'Produits',
  untitled: 'Sans titre',
  words: 'Le titre contient',
  product: 'Produit',
  store: 'Boutique',
  state: 'État',
  states: { online: 'En vente', offline: 'Hors vente', taken_down: 'Suspendu', draft: 'Brouillon' },
  price: 'Prix à partir de',
  stock: 'Stock',
  reserved: '{count, plural, one {# réservé} other {# réservés}}',
  created: 'Créé',
  empty: 'Aucun produit',
} satisfies Translated<typeof en.products>

export const product = {
  visit: 'Voir sur la place de marché',
  description: 'Description',
  variants: 'Variantes',
  photo: 'Photo {n} de {title}',
  audit: 'Journal d’audit',
  takeDown: 'Suspendre',
  takeDownText:
    'Il est immédiatement retiré de la vente. La boutique voit le motif et ne peut pas le remettre en vente avant qu’il soit rétabli. Les commandes en cours ne sont pas concernées.',
  reason: 'Motif, visible par la boutique',
  standing: 'Suspendu : la boutique ne peut pas le remettre en vente',
  reinstate: 'Rétablir',
  history: 'Suspensions',
  takenDown: 'Suspendu',
  reinstatement: 'Rétabli',
} satisfies Translated<typeof en.product>
