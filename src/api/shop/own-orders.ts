import { checkoutRefusals } from '#checkout/refusals.ts'
import { byLink, type LinkedPurchase, type OrderKey } from '#orders/index.ts'
import { orderRefusals } from '#orders/refusals.ts'
import { type Reader, sql } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import { type Refusal, refuseRequest, refuser } from '#platform/refusal.ts'
import type { Ctx } from '#platform/route.ts'

const refuse = refuser({ ...orderRefusals, ...checkoutRefusals })

type Caller = Ctx<'shop'>

/**
 * Checks that the caller may open a purchase: they placed it, or claimed it with their account, or have the secret of its
 * link. Returns what the link leads to; null without one. Refuses `purchase.not_found`, `order.link_expired`.
 */
export async function mayOpen(
  caller: Caller,
  purchase: { readonly buyerId: string; readonly id: string },
  link: string | undefined,
): Promise<LinkedPurchase | null> {
  const { db, buyerId } = caller
  if (buyerId === purchase.buyerId) return null
  if (buyerId) {
    const { rows } = await sql`
      select 1 from orders.buyer_orders where buyer_id = ${buyerId} and purchase_id = ${purchase.id} limit 1
    `.execute(db.read)
    if (rows.length > 0) return null
  }
  if (link === undefined) throw unknownTo(caller, 'purchase.not_found')
  return byLink(db, purchase, { publicId: publicId('pur', purchase.buyerId, purchase.id) }, link)
}

/** Whether the caller placed this order, or claimed it with their account. */
export const isTheirs = async ({ db, buyerId }: Caller, placedBy: string, order: OrderKey): Promise<boolean> =>
  buyerId === placedBy || (await isListed(db.read, buyerId, order))

/** Whether the order is in the buyer's list. */
export async function isListed(reader: Reader, buyerId: string | null, order: OrderKey): Promise<boolean> {
  const { rows } = await sql`
    select 1 from orders.buyer_orders where buyer_id = ${buyerId} and order_id = ${order.id} and store_id = ${order.storeId}
  `.execute(reader)
  return rows.length > 0
}

/** What does not exist for the caller: who has not logged in is asked to. */
export const unknownTo = ({ principal }: Caller, code: 'order.not_found' | 'purchase.not_found'): Refusal =>
  principal?.userId ? refuse(code) : refuseRequest('request.not_signed_in')
