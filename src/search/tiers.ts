import { sql } from '#platform/db.ts'
import type { Tx } from '#platform/tx.ts'

/**
 * Products in order of their score, in parts that grow: the best thousand, the next five thousand, thirty thousand, the
 * rest. A search reads one tier after the other until it has enough: common words are found in the first, rare ones
 * match few rows in the last. So it reads at most a few hundred rows, however large the market is.
 */
export const tiers = [0, 1, 2, 3] as const
const ends = [1_000, 6_000, 36_000] as const

/** Assigns each product to the tier of its score, and records the facets that most of the best products share. */
export async function setTiers(tx: Tx): Promise<void> {
  const tierOf = sql`case when rank <= ${ends[0]} then 0 when rank <= ${ends[1]} then 1 when rank <= ${ends[2]} then 2 else 3 end`
  await sql`
    update search.documents d set tier = r.tier
    from (select product_id, ${tierOf} as tier
      from (select product_id, row_number() over (order by score desc, product_id desc) as rank from search.documents) t) r
    where r.product_id = d.product_id and r.tier <> d.tier
  `.execute(tx)
  await sql`
    update search.tiers t set floor = case when (select count(*) from search.documents) >= (${[...ends]}::int[])[t.tier + 1]
      then (select min(score) from search.documents d where d.tier = t.tier) end
  `.execute(tx)
  await sql`delete from search.common`.execute(tx)
  await sql`
    insert into search.common (facet)
    select facet from search.documents, unnest(tsvector_to_array(words)) facet where tier = 0 and facet like 'to=%'
    group by facet having 2 * count(*) >= (select count(*) from search.documents where tier = 0)
  `.execute(tx)
}

/** SQL: the tier for a new product with this score, after those of the same score, so that no tier grows too large. */
export const tierFor = (score: number) =>
  sql`(select min(tier) from search.tiers where floor is null or floor < ${score})`

/** Whether a tier holds twice its size, so that a market that was just filled does not wait a day for new tiers. */
export async function areTiersFull(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ tier: number; count: number }>`
    select tier, count(*)::int as count from search.documents group by tier
  `.execute(tx)
  return rows.some(({ tier, count }) => tier < ends.length && count > 2 * (ends[tier]! - (ends[tier - 1] ?? 0)))
}
