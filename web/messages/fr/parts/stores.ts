import type { Translated } from '../../../kit/i18n.tsx'
import type * as en from '../../en/parts/stores.ts'

export const search = {
  title: 'Recherche',
  label: 'Rechercher commandes, produits, SKU, numéros de suivi',
  go: 'Rechercher',
  empty: 'Aucun résultat',
  kinds: { order: 'Commandes', product: 'Produits' },
} satisfies Translated<typeof en.search>

export const stores = {
  title: 'Choisissez une boutique',
  text: 'Vous travaillez pour plusieurs boutiques. Chacune a ses propres adresses : vous pouvez les ouvrir côte à côte.',
} satisfies Translated<typeof en.stores>

export const noStore = {
  title: 'Espace vendeur',
  heading: 'Vous n’êtes membre d’aucune boutique',
  text: 'L’espace vendeur est réservé aux membres d’une boutique. Si vous devez y avoir accès, demandez une invitation au propriétaire de votre boutique.',
  market: 'Voir la place de marché',
} satisfies Translated<typeof en.noStore>

export const shipBy = {
  title: 'Calcul du délai d’expédition',
  text: 'Les jours ouvrés sont comptés à partir de la confirmation du paiement, ou 48 heures plus tard si elle tombe un week-end. Les jours fériés ne comptent pas.',
  paid: 'Paiement confirmé le',
  days: 'Jours ouvrés',
  show: 'Calculer',
  result: 'À expédier avant le',
} satisfies Translated<typeof en.shipBy>

export const firstSteps = {
  title: 'Bienvenue, {store}',
  text: 'Deux étapes avant votre première vente.',
  ship: 'Configurez la livraison',
  shipText: 'Pays, tarifs, délais et transporteurs, une fois pour tous les produits.',
  shipDo: 'Créer un modèle de livraison',
  product: 'Ajoutez votre premier produit',
  productText: 'Une photo, un titre et un prix. Il est en vente en quelques secondes.',
  productDo: 'Créer un produit',
  done: '(fait)',
} satisfies Translated<typeof en.firstSteps>
