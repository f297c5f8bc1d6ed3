import type { Translated } from '../../../kit/i18n.tsx'
import type * as en from '../../en/parts/ops-searches.ts'

export const searches = {
  title: 'Recherches sans résultat',
  text: 'Les recherches sans correspondance exacte. Ajoutez un synonyme, ou trouvez un vendeur pour le produit. Les recherches sont comptées de façon anonyme.',
  term: 'Terme recherché',
  answer: 'Affiché à la place',
  answers: { nothing: 'Rien', relaxed: 'Résultats partiels', corrected: 'Orthographe corrigée' },
  since: 'Période',
  days: 'Les {count, number} derniers jours',
  latest: 'Dernière recherche',
  count: 'Nombre',
  times: '{count, number} ×',
  addFor: 'Ajouter un synonyme',
  empty: 'Aucune recherche sans résultat',
  emptyText: 'Les recherches sans correspondance exacte sont comptées ici.',
  synonyms: 'Synonymes',
  synonymsText:
    'Une recherche de l’un de ces mots trouve aussi les autres. Les modifications s’appliquent immédiatement.',
  words: 'Mots ou expressions courtes',
  wordsHint: 'Au moins deux, séparés par des virgules : sofa, canapé, divan',
  add: 'Ajouter',
  change: 'Modifier',
  remove: 'Supprimer',
  removeNamed: 'Supprimer : {words}',
} satisfies Translated<typeof en.searches>
