import type { RawBuilder } from 'kysely'
import { sql } from '#platform/db.ts'
import { type Facet, facetPattern } from '#search/facet.ts'

/** The conditions on a product: one word of each term, one facet of each group, and the price range. */
export type SearchQuery = {
  /** The words searched for, each with its synonyms. Letters, digits and spaces, without accents: see `queryWords`. */
  readonly terms: readonly (readonly string[])[]
  /** `some`: one of the terms suffices. */
  readonly match: 'all' | 'some'
  /** A product's id or article number, which is found too, before all words. */
  readonly code: Facet | null
  /** The reader's language: what a category is called in it counts more. */
  readonly locale: string
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
 * How well a product matches, best first, each level without those before it. 0: its id or article number was typed, or
 * no words were.
 * 1: it has all words, and its category, in the reader's language, is called by one of them as typed, or by several
 * together. 2: its category in any
 * language is called by one, or its title. 3: its title or a category above has one. 4: all words are there, in
 * attributes, sizes and the brand, too. 5: in the description and the store's name, too. Where some of three words or
 * more suffice, 1 and 2 have all but one, 3 a category or a title called by one, 4 any.
 */
export const levels = [0, 1, 2, 3, 4, 5] as const
export type Level = (typeof levels)[number]

/** The levels that a search has. */
export const levelsOf = ({ terms, code }: SearchQuery): readonly Level[] =>
  terms.length === 0 ? [0] : code ? levels : levels.slice(1)

/** The words of a product's fields, by the prefix of their lexemes: see `fieldsOf`. */
const inField = (query: RawBuilder<unknown>, field: RawBuilder<unknown>, which: 'any' | 'all' = 'any') =>
  sql`regexp_replace(${which === 'any' ? sql`replace(${query}::text, '&', '|')` : sql`${query}::text`},
    '''([^'']+)''', '''' || ${field} || ':\\1''', 'g')::tsquery`

/** Levels 1 to 4, from the CTE `asked`. */
function levelQueries({ terms, match }: SearchQuery): Record<1 | 2 | 3 | 4, RawBuilder<unknown>> {
  if (match === 'some' && terms.length > 2)
    return {
      1: sql`most && (leaf || head)`,
      2: sql`most && !!(leaf || head)`,
      3: sql`(leaf || head) && !!most`,
      4: sql`words && !!(most || leaf || head)`,
    }
  return {
    1: sql`words && leaf`,
    2: sql`words && head && !!leaf`,
    3: sql`words && title && !!(leaf || head)`,
    4: sql`words && !!(leaf || head || title)`,
  }
}

/**
 * A CTE `search_query` of one row, to begin a statement with; `indexedMatch`, `levelMatch` and `commonFacetMatch` are
 * its conditions. Each word is matched in English and in French. Facets that half of all products have are not looked up
 * in the index, whose long list would be compared with every match, but checked in the rows found.
 */
export function withSearchQuery(query: SearchQuery, { withLevels = false } = {}) {
  const { terms, facets, chosen, match, code, locale } = query
  const words = terms.flatMap((term, n) => term.map((word, at) => ({ n, word, typed: at === 0 })))
  const groups = [...facets, ...chosen].map(queryOf)
  const hasSeveral = terms
    .map(([typed]) => typed)
    .join(' ')
    .includes(' ')
  const anyIn = (field: RawBuilder<unknown>) => sql`search.any_of(${inField(sql`word_query`, field)})`
  const fields = withLevels
    ? sql`, ${anyIn(sql`${locale}::text`)} filter (where typed) as leaf,
        search.any_of(${inField(sql`word_query`, sql`${`${locale}+`}::text`, 'all')}) filter (where typed) as whole, ${anyIn(sql`'h'`)} as head, ${anyIn(sql`'t'`)} as title`
    : sql``
  const anyFields = withLevels
    ? sql`, ${hasSeveral ? sql`search.any_of(leaf) || search.all_of(whole)` : sql`search.any_of(leaf)`} as leaf, search.any_of(head) as head, search.any_of(title) as title`
    : sql``
  const allButOne =
    withLevels && match === 'some'
      ? sql`, (select search.any_of(other) from (
          select search.all_of(b.any_word) as other from typed a join typed b on b.n <> a.n group by a.n) o) as most`
      : sql``
  const both = (condition: RawBuilder<unknown>) =>
    sql`coalesce((${condition}) && indexed, ${condition}, indexed, everything)`
  const codeQuery = code && sql`${`'${code}'`}::tsquery`
  const levelColumns = !withLevels
    ? []
    : terms.length === 0
      ? [sql`${both(sql`words`)} as level_0`]
      : [
          ...(codeQuery ? [sql`${both(codeQuery)} as level_0`] : []),
          ...Object.entries(levelQueries(query)).map(
            ([level, each]) =>
              sql`${both(codeQuery ? sql`(${each}) && !!${codeQuery}` : each)} as ${sql.raw(`level_${level}`)}`,
          ),
        ]
  return sql`with typed as materialized (
      select n, search.any_of(word_query) as any_word ${fields}
      from (select n, typed, plainto_tsquery('english', word) || plainto_tsquery('french', word) as word_query
        from unnest(${words.map(({ n }) => n)}::int[], ${words.map(({ word }) => word)}::text[],
          ${words.map(({ typed }) => typed)}::bool[]) t(n, word, typed)) w group by n),
    asked as materialized (select ${match === 'all' ? sql`search.all_of` : sql`search.any_of`}(any_word) as words ${anyFields} ${allButOne} from typed),
    wanted as materialized (select search.all_of(g) filter (where not common) as indexed, search.all_of(g) as everything,
        search.all_of(g) filter (where common) as common
      from (select g::tsquery as g, g in (select quote_literal(facet) from search.common) as common from unnest(${groups}::text[]) g) t),
    search_query as materialized (
      select ${sql.join([sql`common`, lastTier, sql`${both(codeQuery ? sql`words || ${codeQuery}` : sql`words`)} as query`, ...levelColumns])}
      from asked, wanted)`
}

/** Tiers beyond the first with room hold nothing (`setTiers`): their parts of the statement are not run. */
const lastTier = sql`(select coalesce(min(tier) filter (where floor is null), 3) from search.tiers) as last_tier`

/** The condition on rows of one tier. */
export const inTier = (tier: number) =>
  tier === 0 ? sql`tier = 0` : sql`tier = ${sql.lit(tier)} and (select last_tier from search_query) >= ${sql.lit(tier)}`
/** The condition on `words` or `texts`, answered by the index. */
export const indexedMatch = sql`(select query from search_query)`
/** The condition on `words` of one level. */
export const levelMatch = (level: Level) => sql`(select ${sql.raw(`level_${level}`)} from search_query)`
/** The condition on the rows found, written so that no index is used. */
export const commonFacetMatch = sql`(words @@ (select common from search_query)) is not false`

/** The same condition as a constant that the planner can weigh. */
export function inlineQuery({ terms, match, code, facets, chosen }: SearchQuery) {
  const each = terms.map(term => {
    for (const word of term) if (!/^[\p{L}\p{N} ]+$/u.test(word)) throw new Error(`not a word: ${word}`)
    return sql`(${sql.join(
      term.map(
        word => sql`plainto_tsquery('english', ${sql.lit(word)}) || plainto_tsquery('french', ${sql.lit(word)})`,
      ),
      sql` || `,
    )})`
  })
  const words = each.length > 0 ? [sql`(${sql.join(each, match === 'all' ? sql` && ` : sql` || `)})`] : []
  const found = code && words.length > 0 ? [sql`(${words[0]!} || ${sql.lit(queryOf([code]))}::tsquery)`] : words
  const groups = [...facets, ...chosen].map(group => sql`${sql.lit(queryOf(group))}::tsquery`)
  return sql`(${sql.join([...found, ...groups], sql` && `)})`
}

function queryOf(group: readonly Facet[]): string {
  for (const facet of group) if (!facetPattern.test(facet)) throw new Error(`not a facet: ${facet}`)
  return group.map(facet => `'${facet}'`).join(' | ')
}

export const boundsOf = ({ fromMinor, toMinor, ratingPermille }: SearchQuery) => sql`
  ${fromMinor === null ? sql`` : sql`and price_minor >= ${fromMinor}`}
  ${toMinor === null ? sql`` : sql`and price_minor <= ${toMinor}`}
  ${ratingPermille === null ? sql`` : sql`and rating_permille >= ${ratingPermille}`}`
