import type { Translated } from '../../../kit/i18n.tsx'
import type * as en from '../../en/parts/ops-searches.ts'

/** Recherches restées sans réponse, et synonymes, dans la console. */
export const searches = {
  title: 'Recherches sans résultat',
  text: 'Ce que rien sur la place de marché n’avait tel quel : un mot à expliquer à la recherche, ou des produits auxquels trouver un vendeur. Personne n’est nommé.',
  term: 'Recherché',
  answer: 'Montré à la place',
  answers: { nothing: 'Rien', relaxed: 'Ce qui a une partie des mots', corrected: 'Une autre orthographe' },
  since: 'Période',
  days: 'Les {count, number} derniers jours',
  latest: 'Dernière fois',
  count: 'Fois',
  times: '{count, number} ×',
  addFor: 'Ajouter un synonyme',
  empty: 'Tout a été trouvé',
  emptyText: 'Dès qu’une recherche ne trouve rien telle quelle, elle est comptée ici.',
  synonyms: 'Mots de même sens',
  synonymsText: 'Qui demande l’un trouve aussi les autres. Un changement vaut aussitôt.',
  words: 'Mots ou expressions courtes',
  wordsHint: 'Deux au moins, séparés par des virgules : sofa, canapé, divan',
  add: 'Ajouter',
  change: 'Modifier',
  remove: 'Retirer',
  removeNamed: 'Retirer : {words}',
} satisfies Translated<typeof en.searches>
