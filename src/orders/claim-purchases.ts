import type { OrderKey } from '#orders/move-orders.ts'
import { sql } from '#platform/db.ts'
import { byOwner, ownedBy } from '#platform/owned.ts'
import type { Tx } from '#platform/tx.ts'

type GuestPurchase = { readonly buyerId: string; readonly id: string }

/**
 * Adds the orders that were placed without an account under the user's verified addresses to the user's list, once; the
 * links that opened them end. The orders keep the buyer who placed them. Of two log-ins at the same time one does it, and
 * the other waits (E2).
 */
export async function claimPurchases(tx: Tx, userId: string): Promise<void> {
  const { rows: claimed } = await sql<GuestPurchase>`
    delete from orders.guest_purchases g using accounts.emails e where e.user_id = ${userId} and g.email = e.email
    returning g.buyer_id as "buyerId", g.purchase_id as id
  `.execute(tx)
  if (claimed.length === 0) return
  const ids = claimed.map(purchase => purchase.id)
  const owned = ownedBy(claimed.map(purchase => purchase.buyerId))
  const { rows: orders } = await sql<OrderKey & { purchaseId: string; placedAt: Temporal.Instant }>`
    select b.store_id as "storeId", b.order_id as id, b.purchase_id as "purchaseId", b.placed_at as "placedAt"
    from orders.buyer_orders b where ${owned('b.buyer_id')} and b.purchase_id = any(${ids}::uuid[])
  `.execute(tx)
  await endLinks(tx, userId, claimed)
  await sql`
    insert into orders.buyer_orders (buyer_id, order_id, store_id, purchase_id, placed_at)
    select ${userId}::uuid, o.* from unnest(${orders.map(o => o.id)}::uuid[], ${orders.map(o => o.storeId)}::uuid[],
      ${orders.map(o => o.purchaseId)}::uuid[], ${orders.map(o => o.placedAt)}::timestamptz[]) o
    on conflict do nothing
  `.execute(tx)
}

/** The purchases are the user's now: no link opens them any more. */
const endLinks = (tx: Tx, userId: string, purchases: readonly GuestPurchase[]) =>
  byOwner(
    tx,
    purchases,
    purchase => purchase.buyerId,
    (own, owned) =>
      sql`
        update orders.purchases set claimed_by = ${userId}, link_key = null
        where ${owned('buyer_id')} and id = any(${own.map(purchase => purchase.id)}::uuid[])
      `.execute(tx),
  )
