import type { Db } from '#platform/db.ts'
import { correct } from '#search/correct.across.ts'
import { countFacets, type FacetCounts } from '#search/facet-counts.across.ts'
import { type Found, findPage, type Page } from '#search/find.across.ts'
import { noteZeroResult } from '#search/note-zero-result.ts'
import type { SearchQuery } from '#search/search-query.ts'
import { termsWithSynonyms } from '#search/synonyms.ts'
import { queryWords } from '#search/words.ts'

/** A buyer's search, with the words as typed. */
type SearchRequest = Omit<SearchQuery, 'terms'> & { readonly text: string }

type Answer = {
  readonly found: readonly Found[]
  readonly counts: FacetCounts
  /** The same without the chosen attribute values, to show what else could be chosen. Null when none is chosen. */
  readonly unfilteredCounts: FacetCounts | null
  /** The words that were searched for instead, when nothing matches those typed. */
  readonly corrected: readonly string[] | null
  /** Nothing has all words; the products found have at least one of them. */
  readonly relaxed: boolean
}

/**
 * One page of the products that match, in order; synonyms match too. When nothing matches, typing errors are corrected;
 * when still nothing has all words, products with one of them are shown. The answer says which of the two it was, and
 * the search is counted in `search.zero_result_searches`.
 */
export async function findProducts(db: Db, { text, ...asked }: SearchRequest, page: Page): Promise<Answer> {
  const search = async (terms: SearchQuery['terms']) => {
    const query = { ...asked, terms }
    const [found, counts, unfilteredCounts] = await Promise.all([
      findPage(db, query, page),
      countFacets(db, query),
      query.chosen.length > 0 ? countFacets(db, { ...query, chosen: [] }) : null,
    ])
    return { found, counts, unfilteredCounts }
  }
  const words = queryWords(text)
  const terms = await termsWithSynonyms(db, words)
  const first = await search(terms)
  if (first.counts.count > 0 || words.length === 0) return { ...first, corrected: null, relaxed: false }
  const answer = await searchWider(db, words, terms, first, search)
  const { chosen, fromMinor, toMinor, ratingPermille } = asked
  const isNarrowed = chosen.length > 0 || [fromMinor, toMinor, ratingPermille].some(bound => bound !== null)
  if (!isNarrowed && !page.after)
    await noteZeroResult(db, text, words, answer.relaxed ? 'relaxed' : answer.corrected ? 'corrected' : 'nothing')
  return answer
}

type Matches = Omit<Answer, 'corrected' | 'relaxed'>

async function searchWider(
  db: Db,
  words: readonly string[],
  terms: SearchQuery['terms'],
  first: Matches,
  search: (terms: SearchQuery['terms']) => Promise<Matches>,
): Promise<Answer> {
  const corrected = await correct(db, words)
  const better = corrected ? await termsWithSynonyms(db, corrected) : terms
  const second = corrected && (await search(better))
  if (second && second.counts.count > 0) return { ...second, corrected, relaxed: false }
  const third = better.length > 1 ? await search([better.flat()]) : first
  const any = third.counts.count > 0
  return { ...third, corrected: any ? corrected : null, relaxed: any }
}
