import { type Db, sql } from '#platform/db.ts'
import type { Facet } from '#search/facet.ts'
import {
  boundsOf,
  commonFacetMatch,
  indexedMatch,
  inTier,
  type SearchQuery,
  withSearchQuery,
} from '#search/search-query.ts'
import { tiers } from '#search/tiers.ts'

/** Counting stops here, for facets too: larger numbers do not help to choose a page or a filter. */
export const countMax = 200

export type FacetCounts = {
  /** At most `countMax + 1`. */
  readonly count: number
  /** How many of those counted have each facet. */
  readonly facets: ReadonlyMap<Facet, number>
  readonly prices: { readonly min: number; readonly max: number } | null
  /** The store whose name the words contain or begin. */
  readonly store: { readonly slug: string; readonly name: string } | null
}

/** Counts the matches and their facets, over the best ranked ones; and finds the store that is called like `words`. */
export async function countFacets(db: Db, query: SearchQuery, words: readonly string[] = []): Promise<FacetCounts> {
  const parts = tiers.map(
    tier => sql`
      select facets, price_minor from search.documents where ${inTier(tier)} and texts @@ ${indexedMatch} and ${commonFacetMatch} ${boundsOf(query)}`,
  )
  const { rows } = await sql<{
    count: number
    facets: string | null
    min: number
    max: number
    store: FacetCounts['store']
  }>`
    ${withSearchQuery(query)}
    select count(*)::int as count, min(price_minor)::float8 as min, max(price_minor)::float8 as max,
      string_agg(facets, ' ') as facets, ${words.length > 0 ? storeCalled(words) : sql`null`} as store
    from (${sql.join(parts, sql` union all `)} limit ${countMax + 1}) counted
  `.execute(db.read)
  const { count, facets, min, max, store } = rows[0]!
  return { count, facets: countsOf(facets ?? ''), prices: count === 0 ? null : { min, max }, store }
}

/** So many consecutive words of a query may be the name of a store. */
const storeWordsMax = 5

function storeCalled(words: readonly string[]) {
  const phrases = words.flatMap((_, from) =>
    Array.from({ length: Math.min(storeWordsMax, words.length - from) }, (_, n) =>
      words.slice(from, from + n + 1).join(' '),
    ),
  )
  const all = words.join(' ')
  return sql`(select json_build_object('slug', target, 'name', shown) from search.terms
    where kind = 'store' and (term = any(${phrases}::text[]) or (term >= ${`${all} `} and term < ${`${all}!`}))
    order by length(term) desc, term limit 1)`
}

/** Done here, because PostgreSQL takes five times as long to split and group them. */
function countsOf(facets: string): Map<Facet, number> {
  const counts = new Map<Facet, number>()
  for (const facet of facets.split(' ') as Facet[]) if (facet) counts.set(facet, (counts.get(facet) ?? 0) + 1)
  return counts
}
