import type { Translated } from '../../../kit/i18n.tsx'
import type { find as en } from '../../en/parts/find.ts'

export const find: Translated<typeof en> = {
  field: 'Rechercher articles, catégories, boutiques',
  suggestions: 'Suggestions',
  within: 'dans {category}',
  category: 'catégorie',
  store: 'boutique',
  for: '« {q} »',
  all: 'Tous les articles',
  categories: 'Catégories',
  categoryText:
    '{category} : articles de boutiques indépendantes, livrés dans votre pays ({country}). Prix et date de livraison affichés avant la commande ; votre paiement est gardé jusqu’à l’arrivée du colis.',
  filters: 'Filtres',
  delivery: 'Livraison',
  free: 'Livraison offerte',
  week: 'Livré sous une semaine',
  price: 'Prix',
  from: 'de',
  to: 'à',
  more: '{count, plural, other {Voir # autres}}',
  apply: 'Appliquer',
  remove: 'Retirer {what}',
  count:
    '{count, plural, =0 {Aucun article livré dans ce pays ({country})} one {# article livré dans ce pays ({country})} other {# articles livrés dans ce pays ({country})}}',
  many: 'Plus de {count} articles livrés dans ce pays ({country})',
  corrected: 'Aucun résultat pour « {q} ». Voici les résultats pour <words></words>.',
  visitStore: 'Voir la boutique {store}',
  relaxed: 'Aucun article ne contient tous ces mots. Voici ceux qui en contiennent certains.',
  sort: 'Trier par',
  by: {
    relevance: 'Pertinence',
    price: 'Prix croissant',
    price_down: 'Prix décroissant',
    newest: 'Nouveautés',
  },
  nothing: 'Aucun résultat',
  nothingFor: 'Aucun résultat pour « {q} »',
  nothingText:
    'Essayez moins de mots ou d’autres mots, ou parcourez les catégories. Seuls les articles livrés dans votre pays sont affichés.',
  nothingNarrowed: 'Aucun article ne correspond à tous les filtres. Retirez un filtre, ou tous.',
  loosen: 'Effacer tous les filtres',
  newest: 'Nouveautés',
}
