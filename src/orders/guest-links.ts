import { createHmac, timingSafeEqual } from 'node:crypto'
import { orderLinkDays } from '#orders/policy.ts'
import { orderRefusals } from '#orders/refusals.ts'
import { type Db, sql } from '#platform/db.ts'
import { refuser } from '#platform/refusal.ts'

const refuse = refuser(orderRefusals)

/** What a link opens, by its public id: an order, or a purchase with its orders. */
type Subject = { readonly publicId: string }

/** The secret of the link that opens this order or purchase: HMAC-SHA256 of its public id under the purchase's key. */
export const linkSecret = (key: Buffer, { publicId }: Subject): string =>
  createHmac('sha256', key).update(publicId).digest('base64url')

/** A purchase whose link was good: where its guest is written to, and the key of its other links. */
export type LinkedPurchase = { readonly email: string; readonly locale: string; readonly key: Buffer }

/**
 * Checks the secret of a link against the purchase that the order or purchase belongs to. Refuses `order.link_expired`:
 * wrong, older than `orders.link_days`, or of a purchase that belongs to an account (E3).
 */
export async function byLink(
  db: Db,
  { buyerId, id }: { readonly buyerId: string; readonly id: string },
  subject: Subject,
  secret: string,
): Promise<LinkedPurchase> {
  const now = db.clock.now()
  const oldest = now.subtract({ hours: 24 * db.policy.at(now)(orderLinkDays) })
  const { rows } = await sql<LinkedPurchase>`
    select email, locale, link_key as key from orders.purchases
    where buyer_id = ${buyerId} and id = ${id} and link_key is not null and placed_at > ${oldest}
  `.execute(db.read)
  const found = rows[0]
  if (!found || !isSame(linkSecret(found.key, subject), secret)) throw refuse('order.link_expired')
  return found
}

function isSame(expected: string, given: string): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(given)]
  return a.length === b.length && timingSafeEqual(a, b)
}
