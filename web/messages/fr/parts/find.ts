import type { Translated } from '../../../kit/i18n.tsx'
import type { find as en } from '../../en/parts/find.ts'

export const find: Translated<typeof en> = {
  field: 'Chercher articles, catégories, boutiques',
  suggestions: 'Suggestions',
  within: 'dans {category}',
  category: 'catégorie',
  store: 'boutique',
  for: '« {q} »',
  all: 'Tous les articles',
  categories: 'Catégories',
  filters: 'Filtres',
  delivery: 'Livraison',
  free: 'Livraison gratuite',
  week: 'Livré sous une semaine',
  price: 'Prix',
  from: 'de',
  to: 'à',
  more: '{count, plural, other {# de plus}}',
  apply: 'Appliquer',
  remove: 'Retirer {what}',
  count:
    '{count, plural, =0 {Rien de livrable ({country})} one {# article livrable ({country})} other {# articles livrables ({country})}}',
  many: 'Plus de {count} articles livrables ({country})',
  corrected: 'Rien ne correspond à « {q} ». Voici les résultats pour <words></words>.',
  relaxed: 'Rien ne contient tous ces mots. En voici qui en contiennent un.',
  sort: 'Ordre',
  by: {
    relevance: 'Pertinence',
    price: 'Prix croissant',
    price_down: 'Prix décroissant',
    newest: 'Nouveautés d’abord',
  },
  nothing: 'Aucun résultat',
  nothingText:
    'Essayez moins de mots ou d’autres mots, ou parcourez les catégories. Seul ce qui est livré dans votre pays est montré.',
  nothingNarrowed: 'Rien ne réunit tout cela. Retirez un filtre, ou tous.',
  loosen: 'Retirer tous les filtres',
  newest: 'Les nouveautés',
}
