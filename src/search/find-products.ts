import type { Db } from '#platform/db.ts'
import { codeFacet } from '#search/code.ts'
import { correct, correctedText } from '#search/correct.across.ts'
import { countFacets, type FacetCounts } from '#search/facet-counts.across.ts'
import { type Found, findPage, type Page } from '#search/find.across.ts'
import { noteZeroResult } from '#search/note-zero-result.ts'
import type { SearchQuery } from '#search/search-query.ts'
import { termsWithSynonyms } from '#search/synonyms.ts'
import { significantWords } from '#search/words.ts'

/** A buyer's search, with the words as typed. */
type SearchRequest = Omit<SearchQuery, 'terms' | 'match' | 'code'> & { readonly text: string }

type Answer = {
  readonly found: readonly Found[]
  readonly counts: FacetCounts
  /** The same without the chosen attribute values, to show what else could be chosen. Null when none is chosen. */
  readonly unfilteredCounts: FacetCounts | null
  /** What was searched for instead, when nothing matches what was typed. */
  readonly corrected: string | null
  /** Nothing has all words: the products found have some of them, those with more of them first. */
  readonly relaxed: boolean
}

/**
 * One page of the products that match, in order; synonyms match too. When nothing matches, typing errors are corrected;
 * when still nothing has all words, products with one of them are shown. The answer says which of the two it was, and
 * the search is counted in `search.zero_result_searches`.
 */
export async function findProducts(db: Db, { text, ...asked }: SearchRequest, page: Page): Promise<Answer> {
  const code = codeFacet(text)
  const search = async (words: readonly string[], match: SearchQuery['match'] = 'all') => {
    const terms = await termsWithSynonyms(db, words)
    const query = { ...asked, terms, match, code }
    const [found, counts, unfilteredCounts] = await Promise.all([
      findPage(db, query, page),
      countFacets(db, query, words),
      query.chosen.length > 0 ? countFacets(db, { ...query, chosen: [] }) : null,
    ])
    return { found, counts, unfilteredCounts }
  }
  const words = significantWords(text, asked.locale)
  const first = await search(words)
  if (first.counts.count > 0 || words.length === 0) return { ...first, corrected: null, relaxed: false }
  const answer = await searchWider(db, text, words, first, search)
  const { chosen, fromMinor, toMinor, ratingPermille } = asked
  const isNarrowed = chosen.length > 0 || [fromMinor, toMinor, ratingPermille].some(bound => bound !== null)
  if (!isNarrowed && !page.after)
    await noteZeroResult(db, text, words, answer.relaxed ? 'relaxed' : answer.corrected ? 'corrected' : 'nothing')
  return answer
}

type Matches = Omit<Answer, 'corrected' | 'relaxed'>

async function searchWider(
  db: Db,
  typed: string,
  words: readonly string[],
  first: Matches,
  search: (words: readonly string[], match?: SearchQuery['match']) => Promise<Matches>,
): Promise<Answer> {
  const correction = await correct(db, words)
  const corrected = correction && correctedText(typed, correction)
  const second = correction && (await search(correction.words))
  if (second && second.counts.count > 0) return { ...second, corrected, relaxed: false }
  const better = correction?.words ?? words
  const third = better.length > 1 ? await search(better, 'some') : first
  const any = third.counts.count > 0
  return { ...third, corrected: any ? corrected : null, relaxed: any }
}
