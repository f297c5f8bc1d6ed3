import { sql } from '#platform/db.ts'
import { type Facet, facetPattern } from '#search/facet.ts'

/** The conditions on a product: one word of each term, one facet of each group, and the price range. */
export type SearchQuery = {
  /** The words searched for, each with its synonyms. Letters, digits and spaces, without accents: see `queryWords`. */
  readonly terms: readonly (readonly string[])[]
  readonly facets: readonly (readonly Facet[])[]
  /**
   * Like `facets`, for attributes with chosen values; the other values of these attributes are counted without them.
   */
  readonly chosen: readonly (readonly Facet[])[]
  readonly fromMinor: number | null
  readonly toMinor: number | null
  readonly ratingPermille: number | null
}

/**
 * A CTE `search_query` of one row, to begin a statement with; `indexedMatch` and `commonFacetMatch` are its conditions. Each
 * word is matched in English and in French. Facets that half of all products have are not looked up in the index, whose
 * long list would be compared with every match, but checked in the rows found.
 */
export const withSearchQuery = ({ terms, facets, chosen }: SearchQuery) => {
  const words = terms.flatMap((term, n) => term.map(word => ({ n, word })))
  const groups = [...facets, ...chosen].map(queryOf)
  return sql`with search_query as materialized (
    select coalesce(search.all_of(query) filter (where not common), search.all_of(query)) as query,
      search.all_of(query) filter (where common) as common
    from (
      select search.any_of(plainto_tsquery('english', word) || plainto_tsquery('french', word)) as query, false as common
      from unnest(${words.map(({ n }) => n)}::int[], ${words.map(({ word }) => word)}::text[]) t(n, word) group by n
      union all
      select g::tsquery, g in (select quote_literal(facet) from search.common) from unnest(${groups}::text[]) g) all_parts)`
}
/** The condition on `words` or `texts`, answered by the index. */
export const indexedMatch = sql`(select query from search_query)`
/** The condition on the rows found, written so that no index is used. */
export const commonFacetMatch = sql`(words @@ (select common from search_query)) is not false`

/** The same condition as a constant that the planner can weigh. */
export function inlineQuery({ terms, facets, chosen }: SearchQuery) {
  const each = terms.map(term => {
    for (const word of term) if (!/^[\p{L}\p{N} ]+$/u.test(word)) throw new Error(`not a word: ${word}`)
    return sql.join(
      term.map(
        word => sql`plainto_tsquery('english', ${sql.lit(word)}) || plainto_tsquery('french', ${sql.lit(word)})`,
      ),
      sql` || `,
    )
  })
  const groups = [...facets, ...chosen].map(group => sql`${sql.lit(queryOf(group))}::tsquery`)
  return sql`(${sql.join([...each.map(query => sql`(${query})`), ...groups], sql` && `)})`
}

function queryOf(group: readonly Facet[]): string {
  for (const facet of group) if (!facetPattern.test(facet)) throw new Error(`not a facet: ${facet}`)
  return group.map(facet => `'${facet}'`).join(' | ')
}

export const boundsOf = ({ fromMinor, toMinor, ratingPermille }: SearchQuery) => sql`
  ${fromMinor === null ? sql`` : sql`and price_minor >= ${fromMinor}`}
  ${toMinor === null ? sql`` : sql`and price_minor <= ${toMinor}`}
  ${ratingPermille === null ? sql`` : sql`and rating_permille >= ${ratingPermille}`}`
