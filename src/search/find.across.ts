import type { RawBuilder } from 'kysely'
import { type Db, sql } from '#platform/db.ts'
import { type Facet, facetPattern } from '#search/facet.ts'

/** Counted no further, facets neither: what matters is whether a page or a filter is worth a look. */
export const countMax = 300

export const sorts = ['relevance', 'price', 'price_down', 'newest', 'rating'] as const
export type Sort = (typeof sorts)[number]

/** What must hold of a product: each word, one facet of each group, and the prices. */
export type Wish = {
  /** Letters and digits, without accents: see `queryWords`. */
  readonly words: readonly string[]
  /** any: one word is enough. */
  readonly match: 'all' | 'any'
  readonly facets: readonly (readonly Facet[])[]
  /** As `facets`, of the attributes a buyer chose values of: what else could be chosen is told without them. */
  readonly chosen: readonly (readonly Facet[])[]
  readonly fromMinor: number | null
  readonly toMinor: number | null
  readonly ratingPermille: number | null
}

/** Where a page ended. Phase 0: titles, categories and attributes match; 1: only descriptions do. */
export type Cursor = { readonly phase: 0 | 1; readonly value: string; readonly id: string }
export type Page = { readonly sort: Sort; readonly after: Cursor | null; readonly limit: number }

/** SQL, a table: `store_id`, `product_id` and `value`, what it is ordered by, of products that match, in no order. */
export type Candidates = RawBuilder<unknown>
/** What every row must tell that is read of a candidate. */
export type Candidate = { readonly product_id: string; readonly value: string }
/** Reads a row for each candidate `d`, in the order given; one for those no longer on sale, too. */
export type ReadRows<R extends Candidate> = (candidates: Candidates, order: RawBuilder<unknown>) => Promise<R[]>
export type Found<R> = { readonly row: R; readonly cursor: Cursor }

type Order = {
  readonly column: string
  readonly type: string
  readonly down: boolean
  readonly value: RawBuilder<string>
}
const orders: Readonly<Record<Sort, Order>> = {
  relevance: { column: 'score', type: 'bigint', down: true, value: sql`score::text` },
  price: { column: 'price_minor', type: 'bigint', down: false, value: sql`price_minor::text` },
  price_down: { column: 'price_minor', type: 'bigint', down: true, value: sql`price_minor::text` },
  newest: { column: 'online_at', type: 'timestamptz', down: true, value: sql`to_json(online_at) #>> '{}'` },
  rating: { column: 'rating_permille', type: 'bigint', down: true, value: sql`rating_permille::text` },
}

/**
 * A page of products, in order, as `read` reads them. What is said in titles comes before what only descriptions say:
 * one statement for the first, another one only where the page is not full. Each walks the order's index, or sorts the
 * few that match.
 */
export async function findPage<R extends Candidate>(wish: Wish, page: Page, read: ReadRows<R>): Promise<Found<R>[]> {
  const { after, limit } = page
  const found = after?.phase === 1 ? [] : await pageOf(wish, 0, page, read)
  if (found.length === limit || wish.words.length === 0) return found
  const rest = { ...page, after: after?.phase === 1 ? after : null, limit: limit - found.length }
  return [...found, ...(await pageOf(wish, 1, rest, read))]
}

async function pageOf<R extends Candidate>(
  wish: Wish,
  phase: 0 | 1,
  { sort, after, limit }: Page,
  read: ReadRows<R>,
): Promise<Found<R>[]> {
  const { column, type, down, value } = orders[sort]
  const query = queryOf(wish)
  const matches = phase === 0 ? sql`words @@ ${query}` : sql`texts @@ ${query} and not words @@ ${query}`
  const [by, way] = [sql.ref(column), sql.raw(down ? 'desc' : 'asc')]
  const beyond = after
    ? sql`and (${by}, product_id) ${sql.raw(down ? '<' : '>')} (${after.value}::${sql.raw(type)}, ${after.id}::uuid)`
    : sql``
  const rows = await read(
    sql`(select store_id, product_id, ${value} as value, ${by} as ordered from search.documents
      where ${matches} and ${by} is not null ${boundsOf(wish)} ${beyond}
      order by ${by} ${way}, product_id ${way} limit ${sql.lit(limit)})`,
    sql`d.ordered ${way}, d.product_id ${way}`,
  )
  return rows.map(row => ({ row, cursor: { phase, value: row.value, id: row.product_id } }))
}

export type Tally = {
  /** At most `countMax + 1`. */
  readonly count: number
  /** How many of those counted have each facet. */
  readonly facets: ReadonlyMap<Facet, number>
  readonly prices: { readonly min: number; readonly max: number } | null
}

/** How many match, and what they could be narrowed down by: over the first that the index gives. */
export async function tally(db: Db, wish: Wish): Promise<Tally> {
  const { rows } = await sql<{ count: number; facets: string | null; min: number; max: number }>`/*unnamed*/
    select count(*)::int as count, min(price_minor)::float8 as min, max(price_minor)::float8 as max,
      string_agg(facets, ' ') as facets
    from (select facets, price_minor from search.documents where texts @@ ${queryOf(wish)} ${boundsOf(wish)}
      limit ${sql.lit(countMax + 1)}) counted
  `.execute(db.read)
  const { count, facets, min, max } = rows[0]!
  return { count, facets: countsOf(facets ?? ''), prices: count === 0 ? null : { min, max } }
}

/** Here, because PostgreSQL needs five times as long to take rows apart and to group them. */
function countsOf(facets: string): Map<Facet, number> {
  const counts = new Map<Facet, number>()
  for (const facet of facets.split(' ') as Facet[]) if (facet) counts.set(facet, (counts.get(facet) ?? 0) + 1)
  return counts
}

/**
 * The condition as a constant the planner can weigh, so it stands in the statement: words hold letters and digits only,
 * facets match their pattern. Each word counts in English and in French.
 */
function queryOf({ words, match, facets, chosen }: Wish) {
  const each = words.map(word => {
    if (!/^[\p{L}\p{N}]+$/u.test(word)) throw new Error(`not a word: ${word}`)
    return sql`(plainto_tsquery('english', ${sql.lit(word)}) || plainto_tsquery('french', ${sql.lit(word)}))`
  })
  const groups = [...facets, ...chosen].map(group => {
    for (const facet of group) if (!facetPattern.test(facet)) throw new Error(`not a facet: ${facet}`)
    return sql`${sql.lit(group.map(facet => `'${facet}'`).join(' | '))}::tsquery`
  })
  const wordsQuery = each.length > 0 ? [sql`(${sql.join(each, match === 'all' ? sql` && ` : sql` || `)})`] : []
  return sql`(${sql.join([...wordsQuery, ...groups], sql` && `)})`
}

function boundsOf({ fromMinor, toMinor, ratingPermille }: Wish) {
  return sql`${fromMinor === null ? sql`` : sql`and price_minor >= ${sql.lit(fromMinor)}`}
    ${toMinor === null ? sql`` : sql`and price_minor <= ${sql.lit(toMinor)}`}
    ${ratingPermille === null ? sql`` : sql`and rating_permille >= ${sql.lit(ratingPermille)}`}`
}
