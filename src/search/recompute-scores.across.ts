import { wallNow } from '#platform/clock.ts'
import { type Db, type Reader, sql } from '#platform/db.ts'
import { inTx } from '#platform/tx.ts'
import { learnTerms } from '#search/terms.ts'
import { setTiers } from '#search/tiers.ts'

/** When scores and counts were last recomputed, in real time; null: never. */
export async function scoresComputedAt(read: Reader): Promise<Temporal.Instant | null> {
  const { rows } = await sql<{ ran_at: Temporal.Instant }>`select ran_at from search.upkeep`.execute(read)
  return rows[0]?.ran_at ?? null
}

/**
 * Recomputes daily what changes over time: the score of each product, and the words, categories and stores to suggest.
 * Score, published to sellers and buyers alike: 1,000 for each e-fold of the orders of the last 90 days, and 40 for
 * each day that is left of a product's first month.
 */
export async function recomputeScores(db: Db): Promise<void> {
  await inTx(db, 'search upkeep', async tx => {
    await sql`
      with bought as (
        select l.product_id, count(*) as orders from orders.orders o
        join orders.lines l on l.store_id = o.store_id and l.order_id = o.id
        where o.placed_at > ${tx.now}::timestamptz - interval '90 days' and o.paid_at is not null group by 1),
      scored as (
        select d.product_id, (1000 * ln(1 + coalesce(b.orders, 0))
          + 40 * greatest(0, 30 - extract(epoch from ${tx.now}::timestamptz - d.online_at) / 86400))::int as score
        from search.documents d left join bought b on b.product_id = d.product_id)
      update search.documents d set score = s.score from scored s
      where d.product_id = s.product_id and d.score <> s.score
    `.execute(tx)
    await setTiers(tx)
    const { rows: stores } = await sql<{ shown: string; target: string }>`
      select s.name as shown, s.slug as target from sellers.stores s
      where exists (select from search.documents d where d.store_id = s.store_id)
    `.execute(tx)
    await learnTerms(
      tx,
      stores.map(store => ({ ...store, kind: 'store' as const })),
    )
    const { rows: categories } = await sql<{ shown: string }>`
      select distinct substr(facet, 3) as shown from search.documents, unnest(string_to_array(facets, ' ')) facet where facet like 'c=%'
    `.execute(tx)
    await learnTerms(
      tx,
      categories.map(category => ({ ...category, kind: 'category' as const })),
    )
    await sql`
      with counted as (
        select case when term like '% %' then 'phrase' else 'word' end as kind, term as shown, count(*)::int as products
        from search.documents, unnest(terms) term group by term
        union all select 'category', substr(facet, 3), count(*)::int
        from search.documents, unnest(string_to_array(facets, ' ')) facet where facet like 'c=%' group by facet
        union all select 'store', s.name, count(*)::int
        from search.documents d join sellers.stores s on s.store_id = d.store_id group by s.name)
      update search.terms t set products = coalesce(c.products, 0)
      from search.terms o left join counted c on c.kind = o.kind and c.shown = o.shown
      where t.kind = o.kind and t.shown = o.shown and t.kind <> 'name' and t.products is distinct from coalesce(c.products, 0)
    `.execute(tx)
    await sql`
      update search.terms t set target = best.product_id::text
      from (select distinct on (facet) facet, product_id
        from search.documents, unnest(string_to_array(facets, ' ')) facet where facet like 'c=%'
        order by facet, score desc, product_id desc) best
      where t.kind = 'category' and t.shown = substr(best.facet, 3) and t.target is distinct from best.product_id::text
    `.execute(tx)
    await sql`delete from search.terms where products = 0`.execute(tx)
    await sql`
      insert into search.upkeep (ran_at) values (${wallNow()}) on conflict (id) do update set ran_at = excluded.ran_at
    `.execute(tx)
  })
}
