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
  const { rows } = await sql<{ n: number }>`
    with added as (
      insert into buyers.wishes (buyer_id, store_id, product_id, wished_at)
      select ${buyerId}, store_id, id, ${tx.now}::timestamptz from catalog.products p
      where store_id = ${product.storeId} and id = ${product.id} and ${offeredIn('p', 'anywhere', ownedBy(product.storeId))}
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
  const { rows } = await sql<{ n: number }>`
    with added as (
      insert into buyers.follows (buyer_id, store_id, followed_at)
      select ${buyerId}, store_id, ${tx.now}::timestamptz from sellers.stores where store_id = ${storeId}
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
  await sql`
    with gone as (delete from buyers.wishes where buyer_id = ${guestId} returning store_id, product_id, wished_at)
    insert into buyers.wishes (buyer_id, store_id, product_id, wished_at)
    select ${userId}, store_id, product_id, wished_at from gone on conflict do nothing
  `.execute(tx)
  await sql`
    with gone as (delete from buyers.follows where buyer_id = ${guestId} returning store_id, followed_at)
    insert into buyers.follows (buyer_id, store_id, followed_at)
    select ${userId}, store_id, followed_at from gone on conflict do nothing
  `.execute(tx)
}
