import { sql } from '#platform/db.ts'
import type { Reaction } from '#platform/outbox.ts'
import type { Tx } from '#platform/tx.ts'
import type { taxonomyEvents } from '#taxonomy/events.ts'

/**
 * Queues documents to be rebuilt soon. Updates an existing row too, so that a worker about to take it waits for this
 * transaction and reads what it wrote.
 */
async function markStale(tx: Tx, products: ReturnType<typeof sql>): Promise<void> {
  await sql`
    insert into search.stale (store_id, product_id, marked_at)
    select p.store_id, p.id, ${tx.now} from catalog.products p where ${products} order by 1, 2
    on conflict (store_id, product_id) do update set marked_at = excluded.marked_at
  `.execute(tx)
  tx.wakeWorker('search')
}

export const markProduct: Reaction = (tx, { owner, subject }) =>
  markStale(tx, sql`p.store_id = ${owner} and p.id = ${subject}`)

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
