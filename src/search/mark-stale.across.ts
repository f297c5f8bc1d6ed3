import { sql } from '#platform/db.ts'
import type { Reaction } from '#platform/outbox.ts'
import type { Tx } from '#platform/tx.ts'
import type { taxonomyEvents } from '#taxonomy/events.ts'

type Key = { readonly store_id: string; readonly product_id: string }

/** So many products are marked in one statement. */
const markedAtOnce = 10_000

/**
 * Queues documents to be rebuilt soon. Updates an existing row too, so that a worker about to take it waits for this
 * transaction and reads what it wrote.
 */
export async function markKeys(tx: Tx, keys: readonly Key[]): Promise<void> {
  await sql`
    insert into search.stale (store_id, product_id, marked_at)
    select store_id, product_id, ${tx.now}::timestamptz
    from unnest(${keys.map(key => key.store_id)}::uuid[], ${keys.map(key => key.product_id)}::uuid[])
      k(store_id, product_id) order by 1, 2
    on conflict (store_id, product_id) do update set marked_at = excluded.marked_at
  `.execute(tx)
}

async function markStale(tx: Tx, products: ReturnType<typeof sql>): Promise<void> {
  const { rows } = await sql<Key>`
    select p.store_id, p.id as product_id from catalog.products p where ${products}
  `.execute(tx)
  for (let from = 0; from < rows.length; from += markedAtOnce) await markKeys(tx, rows.slice(from, from + markedAtOnce))
  tx.wakeWorker('search')
}

export const markProduct: Reaction = async (tx, { owner, subject }) => {
  await markKeys(tx, [{ store_id: owner, product_id: subject }])
  tx.wakeWorker('search')
}

export const markTemplate: Reaction = (tx, { owner, subject }) =>
  markStale(tx, sql`p.store_id = ${owner} and p.template_id = ${subject} and p.state = 'online'`)

/** Marks the products of a category and all below it. */
export const markCategory: Reaction<(typeof taxonomyEvents)['category.changed']> = (tx, { body }) =>
  markStale(
    tx,
    sql`p.category in (select key from taxonomy.categories where ${body.category} = any(path)) and p.state = 'online'`,
  )

/** Marks everything on sale, for an upgrade or when the index may be wrong. */
export const markAll = (tx: Tx): Promise<void> => markStale(tx, sql`p.state = 'online'`)
