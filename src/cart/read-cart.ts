import type { Address } from '#cart/address.ts'
import { mainPool, offeredIn } from '#catalog/index.ts'
import { type Reader, sql } from '#platform/db.ts'
import { ofAllOwners } from '#platform/owned.ts'
import type { Tx } from '#platform/tx.ts'
import { type Quote, type QuoteLine, quote } from '#pricing/index.ts'
import { type Rate, ratesTo, type Service } from '#shipping/index.ts'

export type CartLine = QuoteLine & {
  readonly variantId: string
  readonly productId: string
  readonly category: string | null
  readonly title: string
  readonly variantName: string
  readonly color: string | null
  readonly sku: string
  readonly picture: string | null
  readonly processingDays: number
  readonly reserveAt: 'order' | 'payment'
  readonly available: number
  readonly onSale: boolean
  /** False when it is known where it shall go, and it is not sold there. */
  readonly delivered: boolean
  readonly storeName: string
  readonly storeSlug: string
}
export type Cart = {
  readonly id: string
  readonly version: number
  readonly address: Address | null
  readonly lines: readonly CartLine[]
  readonly quote: Quote<CartLine>
}

type Row = {
  id: string
  version: number
  address: Address | null
  services: Record<string, Service>
  store_id: string | null
  variant_id: string
  units: number
  product_id: string
  category: string | null
  title: string
  variant_name: string
  color: string | null
  sku: string
  picture: string | null
  price_minor: bigint
  weight_grams: number
  template_id: string
  processing_days: number
  reserve_at: 'order' | 'payment'
  available: number
  on_sale: boolean
  country: string | null
  store_name: string
  store_slug: string
  rates: Rate[] | null
}

/** SQL: where the cart goes: to its address, and to `country` while it has none. */
const goesTo = (country: string | null) => sql`coalesce(c.address ->> 'country', ${country}::text)`

const select = (buyerId: string, now: Temporal.Instant, country: string | null) => sql<Row>`
  select c.id, c.version, c.address, c.services, l.store_id, l.variant_id, l.units, v.product_id, p.title,
    p.category, v.label as variant_name, v.color, v.sku, coalesce(v.picture, p.pictures[1]) as picture, v.price_minor,
    v.weight_grams, p.template_id, p.processing_days, p.reserve_at, k.on_hand - k.reserved as available,
    v.removed_at is null and ${offeredIn('p', 'anywhere', ofAllOwners)} as on_sale, s.name as store_name, s.slug as store_slug,
    ${goesTo(country)} as country, ${ratesTo('p', goesTo(country), now, ofAllOwners)} as rates
  from cart.carts c
  left join cart.lines l on l.buyer_id = c.buyer_id and l.cart_id = c.id
  left join catalog.variants v on v.store_id = l.store_id and v.id = l.variant_id
  left join catalog.products p on p.store_id = v.store_id and p.id = v.product_id
  left join catalog.stock k on k.store_id = v.store_id and k.variant_id = v.id and k.pool = ${mainPool}
  left join sellers.stores s on s.store_id = l.store_id
  where c.buyer_id = ${buyerId} and c.state = 'open'
  order by l.added_at, l.variant_id`

/**
 * The buyer's open cart with prices, stock and shipping as of `now`; null when there is none. `country`: where it shall
 * go while it has no address. One statement.
 */
export async function readCart(
  reader: Reader,
  buyerId: string,
  now: Temporal.Instant,
  country: string | null = null,
): Promise<Cart | null> {
  return cartOf((await select(buyerId, now, country).execute(reader)).rows)
}

/** The same, with the cart locked until the end of the transaction, for placing it. */
export async function lockCart(tx: Tx, buyerId: string): Promise<Cart | null> {
  return cartOf((await sql<Row>`${select(buyerId, tx.now, null)} for no key update of c`.execute(tx)).rows)
}

/** Closes the cart once it has become a purchase; the next change opens a new one. */
export async function closeCart(tx: Tx, buyerId: string, cartId: string): Promise<void> {
  await sql`
    update cart.carts set state = 'placed', version = version + 1, changed_at = ${tx.now}
    where buyer_id = ${buyerId} and id = ${cartId}
  `.execute(tx)
}

function cartOf(rows: readonly Row[]): Cart | null {
  const head = rows[0]
  if (!head) return null
  const lines = rows.filter(row => row.store_id !== null).map(lineOf)
  return { id: head.id, version: head.version, address: head.address, lines, quote: quote(lines, head.services) }
}

const lineOf = (row: Row): CartLine => ({
  storeId: row.store_id!,
  variantId: row.variant_id,
  productId: row.product_id,
  units: row.units,
  unitMinor: row.price_minor,
  discounts: [],
  unitGrams: row.weight_grams,
  templateId: row.template_id,
  // shipping has a price for an address only
  rates: (row.address && row.rates) ?? [],
  category: row.category,
  title: row.title,
  variantName: row.variant_name,
  color: row.color,
  sku: row.sku,
  picture: row.picture,
  processingDays: row.processing_days,
  reserveAt: row.reserve_at,
  available: row.available,
  onSale: row.on_sale,
  delivered: row.country === null || row.rates !== null,
  storeName: row.store_name,
  storeSlug: row.store_slug,
})
