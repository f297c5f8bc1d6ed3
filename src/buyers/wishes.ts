import { followsMax, wishesMax } from '#buyers/limits.ts'
import { buyerRefusals } from '#buyers/refusals.ts'
import { offeredIn } from '#catalog/index.ts'
import { countAlone } from '#platform/counts.ts'
import { sql } from '#platform/db.ts'
import { ownedBy } from '#platform/owned.ts'
import { refuser } from '#platform/refusal.ts'
import type { Tx } from '#platform/tx.ts'

const refuse = refuser(buyerRefusals)

type ProductKey = { readonly storeId: string; readonly id: string }

/** Adds a product to the buyer's wish list, unless it is not on sale. Refuses `wish.too_many`. */
export async function wish(tx: Tx, buyerId: string, product: ProductKey): Promise<void> {
  await countAlone(tx, 'wishes', buyerId)
  const { rows: onSale } = await sql<{ id: string }>`
    select id from catalog.products p
    where store_id = ${product.storeId} and id = ${product.id} and ${offeredIn('p', 'anywhere', ownedBy(product.storeId))}
  `.execute(tx)
  const { rows } = await sql<{ n: number }>`
    with added as (
      insert into buyers.wishes (buyer_id, store_id, product_id, wished_at)
      select ${buyerId}, ${product.storeId}, id, ${tx.now}::timestamptz from unnest(${onSale.map(each => each.id)}::uuid[]) id
      on conflict do nothing returning 1
    )
    select count(*)::int as n from buyers.wishes where buyer_id = ${buyerId}
  `.execute(tx)
  if (rows[0]!.n >= wishesMax) throw refuse('wish.too_many', { limit: wishesMax })
}

export async function unwish(tx: Tx, buyerId: string, product: ProductKey): Promise<void> {
  await sql`
    delete from buyers.wishes
    where buyer_id = ${buyerId} and store_id = ${product.storeId} and product_id = ${product.id}
  `.execute(tx)
}

/** Follows a store; an unknown one is not added. Refuses `follow.too_many`. */
export async function follow(tx: Tx, buyerId: string, storeId: string): Promise<void> {
  await countAlone(tx, 'follows', buyerId)
  const { rows: stores } = await sql<{ id: string }>`
    select store_id as id from sellers.stores where store_id = ${storeId}
  `.execute(tx)
  const { rows } = await sql<{ n: number }>`
    with added as (
      insert into buyers.follows (buyer_id, store_id, followed_at)
      select ${buyerId}, id, ${tx.now}::timestamptz from unnest(${stores.map(store => store.id)}::uuid[]) id
      on conflict do nothing returning 1
    )
    select count(*)::int as n from buyers.follows where buyer_id = ${buyerId}
  `.execute(tx)
  if (rows[0]!.n >= followsMax) throw refuse('follow.too_many', { limit: followsMax })
}

export async function unfollow(tx: Tx, buyerId: string, storeId: string): Promise<void> {
  await sql`delete from buyers.follows where buyer_id = ${buyerId} and store_id = ${storeId}`.execute(tx)
}

/** Moves a guest's wish list and followed stores to the user. */
export async function mergeWishes(tx: Tx, guestId: string, userId: string): Promise<void> {
  const [wishes, follows] = await Promise.all([
    sql<{ store_id: string; product_id: string; wished_at: Temporal.Instant }>`
      delete from buyers.wishes where buyer_id = ${guestId} returning store_id, product_id, wished_at
    `.execute(tx),
    sql<{ store_id: string; followed_at: Temporal.Instant }>`
      delete from buyers.follows where buyer_id = ${guestId} returning store_id, followed_at
    `.execute(tx),
  ])
  if (wishes.rows.length > 0)
    await sql`
      insert into buyers.wishes (buyer_id, store_id, product_id, wished_at)
      select ${userId}, * from unnest(${wishes.rows.map(row => row.store_id)}::uuid[],
        ${wishes.rows.map(row => row.product_id)}::uuid[], ${wishes.rows.map(row => row.wished_at)}::timestamptz[])
      on conflict do nothing
    `.execute(tx)
  if (follows.rows.length > 0)
    await sql`
      insert into buyers.follows (buyer_id, store_id, followed_at)
      select ${userId}, * from unnest(${follows.rows.map(row => row.store_id)}::uuid[],
        ${follows.rows.map(row => row.followed_at)}::timestamptz[])
      on conflict do nothing
    `.execute(tx)
}
