import type { RawBuilder } from 'kysely'
import { type Db, sql } from '#platform/db.ts'
import {
  boundsOf,
  commonFacetMatch,
  indexedMatch,
  inlineQuery,
  inTier,
  levelMatch,
  levelsOf,
  type SearchQuery,
  withSearchQuery,
} from '#search/search-query.ts'
import { tiers } from '#search/tiers.ts'

export const sorts = ['relevance', 'price', 'price_down', 'newest', 'rating'] as const
export type Sort = (typeof sorts)[number]

/** Where a page ended. */
export type Cursor = {
  /** By relevance, the level (`levels`). In other orders, 0: titles, categories and attributes match; 1: only descriptions do. */
  readonly phase: number
  /** Only when sorted by relevance, else 0. */
  readonly tier: number
  /** The sort value. */
  readonly value: string
  readonly id: string
}
export type Page = { readonly sort: Sort; readonly after: Cursor | null; readonly limit: number }
export type Found = { readonly storeId: string; readonly id: string; readonly cursor: Cursor }

/** A page of products in order: by relevance, level by level; otherwise those that match in descriptions only come last. */
export const findPage = (db: Db, query: SearchQuery, page: Page): Promise<Found[]> =>
  page.sort === 'relevance' ? byRelevance(db, query, page) : byOrder(db, query, page, orders[page.sort])

type Row = { phase: number; tier: number; value: string; store_id: string; product_id: string }
const foundOf = ({ phase, tier, value, store_id, product_id }: Row): Found => ({
  storeId: store_id,
  id: product_id,
  cursor: { phase, tier, value, id: product_id },
})

/**
 * Level by level, tier by tier, in one statement: PostgreSQL appends one part after the other and does not start parts
 * that the limit does not need. The plan is the same for all words, so it is made once.
 */
async function byRelevance(db: Db, searchQuery: SearchQuery, { after, limit }: Page): Promise<Found[]> {
  const parts = levelsOf(searchQuery)
    .flatMap(level => tiers.map(tier => ({ level, tier })))
    .filter(({ level, tier }) => !after || level > after.phase || (level === after.phase && tier >= after.tier))
    .map(({ level, tier }) => {
      const beyond =
        level === after?.phase && tier === after.tier
          ? sql`and (score, product_id) < (${after.value}::bigint, ${after.id}::uuid)`
          : sql``
      const match = level === 5 ? matches(1, indexedMatch) : matches(0, levelMatch(level))
      return sql`(
        select ${sql.lit(level)} as phase, tier, score::text as value, store_id, product_id from search.documents
        where ${inTier(tier)} and ${match} and ${commonFacetMatch} ${boundsOf(searchQuery)} ${beyond}
        order by score desc, product_id desc limit ${limit})`
    })
  if (parts.length === 0) return [] // beyond the last part, as only a forged cursor is
  const { rows } = await sql<Row>`
    ${withSearchQuery(searchQuery, { withLevels: true })} select * from (${sql.join(parts, sql` union all `)}) found limit ${limit}
  `.execute(db.read)
  return rows.map(foundOf)
}

const matches = (phase: 0 | 1, query: RawBuilder<unknown>) =>
  phase === 0 ? sql`words @@ ${query}` : sql`texts @@ ${query} and not words @@ ${query}`

type Order = {
  readonly column: string
  readonly type: string
  readonly down: boolean
  readonly value: RawBuilder<string>
}
const orders: Readonly<Record<Exclude<Sort, 'relevance'>, Order>> = {
  price: { column: 'price_minor', type: 'bigint', down: false, value: sql`price_minor::text` },
  price_down: { column: 'price_minor', type: 'bigint', down: true, value: sql`price_minor::text` },
  newest: { column: 'online_at', type: 'timestamptz', down: true, value: sql`to_json(online_at) #>> '{}'` },
  rating: { column: 'rating_permille', type: 'bigint', down: true, value: sql`rating_permille::text` },
}

/** One statement for the first phase, another one only where the page is not full. */
async function byOrder(db: Db, searchQuery: SearchQuery, { sort, after, limit }: Page, order: Order): Promise<Found[]> {
  const found = after?.phase === 1 ? [] : await walk(db, searchQuery, 0, { sort, after, limit }, order)
  if (found.length === limit || searchQuery.terms.length === 0) return found
  const rest = { sort, after: after?.phase === 1 ? after : null, limit: limit - found.length }
  return [...found, ...(await walk(db, searchQuery, 1, rest, order))]
}

/**
 * Scans the sort order's index when many products match, or sorts the few that do. The planner chooses, so the
 * statement contains its words as constants and is not prepared.
 */
async function walk(
  db: Db,
  searchQuery: SearchQuery,
  phase: 0 | 1,
  { after, limit }: Page,
  order: Order,
): Promise<Found[]> {
  const [by, way] = [sql.ref(order.column), sql.raw(order.down ? 'desc' : 'asc')]
  const beyond = after
    ? sql`and (${by}, product_id) ${sql.raw(order.down ? '<' : '>')} (${after.value}::${sql.raw(order.type)}, ${after.id}::uuid)`
    : sql``
  const query = inlineQuery(searchQuery)
  const parts = tiers.map(tier => sql`(tier = ${sql.lit(tier)} and ${matches(phase, query)})`)
  const { rows } = await sql<Row>`/*unnamed*/
    select ${sql.lit(phase)} as phase, 0 as tier, ${order.value} as value, store_id, product_id from search.documents
    where (${sql.join(parts, sql` or `)}) and ${by} is not null ${boundsOf(searchQuery)} ${beyond}
    order by ${by} ${way}, product_id ${way} limit ${limit}
  `.execute(db.read)
  return rows.map(foundOf)
}
