import { sql } from '#platform/db.ts'
import { type Facet, facetPattern } from '#search/facet.ts'

/** What must hold of a product: one word of each term, one facet of each group, and the prices. */
export type SearchQuery = {
  /** What was asked for, each with what means the same. Letters, digits and spaces, without accents: see `queryWords`. */
  readonly terms: readonly (readonly string[])[]
  readonly facets: readonly (readonly Facet[])[]
  /** As `facets`, of the attributes a buyer chose values of: what else could be chosen is told without them. */
  readonly chosen: readonly (readonly Facet[])[]
  readonly fromMinor: number | null
  readonly toMinor: number | null
  readonly ratingPermille: number | null
}

/**
 * A table `wish` of one row, to begin a statement with; `wished` and `granted` are its conditions. Each word counts in
 * English and in French. What half of all products have is not looked up in the index, which would compare its long
 * list with every match, but in the rows found.
 */
export const withSearchQuery = ({ terms, facets, chosen }: SearchQuery) => {
  const words = terms.flatMap((term, n) => term.map(word => ({ n, word })))
  const groups = [...facets, ...chosen].map(queryOf)
  return sql`with wish as materialized (
    select coalesce(search.all_of(query) filter (where not common), search.all_of(query)) as query,
      search.all_of(query) filter (where common) as common
    from (
      select search.any_of(plainto_tsquery('english', word) || plainto_tsquery('french', word)) as query, false as common
      from unnest(${words.map(({ n }) => n)}::int[], ${words.map(({ word }) => word)}::text[]) t(n, word) group by n
      union all
      select g::tsquery, g in (select quote_literal(facet) from search.common) from unnest(${groups}::text[]) g) all_parts)`
}
/** Of `words` or `texts`: the index finds it. */
export const indexedMatch = sql`(select query from wish)`
/** Of a row found. Written so that no index is asked. */
export const commonFacetMatch = sql`(words @@ (select common from wish)) is not false`

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
