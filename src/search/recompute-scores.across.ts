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
    const { rows: bought } = await sql<{ product_id: string; orders: number }>`
      select l.product_id, count(*)::int as orders from orders.orders o
      join orders.lines l on l.store_id = o.store_id and l.order_id = o.id
      where o.placed_at > ${tx.now}::timestamptz - interval '90 days' and o.paid_at is not null group by 1
    `.execute(tx)
    await sql`
      with scored as (
        select d.product_id, (1000 * ln(1 + coalesce(b.orders, 0))
          + 40 * greatest(0, 30 - extract(epoch from ${tx.now}::timestamptz - d.online_at) / 86400))::int as score
        from search.documents d
        left join unnest(${bought.map(each => each.product_id)}::uuid[], ${bought.map(each => each.orders)}::int[])
          b(product_id, orders) on b.product_id = d.product_id)
      update search.documents d set score = s.score from scored s
      where d.product_id = s.product_id and d.score <> s.score
    `.execute(tx)
    await setTiers(tx)
    const { rows: counts } = await sql<{ store_id: string; products: number }>`
      select store_id, count(*)::int as products from search.documents group by store_id
    `.execute(tx)
    const { rows: stores } = await sql<{ store_id: string; shown: string; target: string }>`
      select store_id, name as shown, slug as target from sellers.stores
      where store_id = any(${counts.map(each => each.store_id)}::uuid[])
    `.execute(tx)
    await learnTerms(
      tx,
      stores.map(({ shown, target }) => ({ shown, target, kind: 'store' as const })),
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
        union all select 'store', s.name, sum(c.products)::int
        from unnest(${stores.map(store => store.store_id)}::uuid[], ${stores.map(store => store.shown)}::text[]) s(store_id, name)
        join unnest(${counts.map(each => each.store_id)}::uuid[], ${counts.map(each => each.products)}::int[])
          c(store_id, products) on c.store_id = s.store_id group by s.name)
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
