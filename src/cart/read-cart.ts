import type { Address } from '#cart/address.ts'
import { mainPool, offeredIn } from '#catalog/index.ts'
import { type Db, type RawBuilder, type Reader, sql } from '#platform/db.ts'
import { claimed, type Once } from '#platform/once.ts'
import { type Owned, ofAllOwners, ownedBy } from '#platform/owned.ts'
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
  readonly timeZone: string
  readonly storeCountry: string
}
export type Cart = {
  readonly id: string
  readonly version: number
  readonly address: Address | null
  /** Where and in which language a guest is written to about the purchase. */
  readonly email: string | null
  readonly locale: string | null
  readonly lines: readonly CartLine[]
  /** Of what can be bought: without lines that are no longer on sale or not delivered there. */
  readonly quote: Quote<CartLine>
}

type Head = {
  readonly id: string
  readonly version: number
  readonly address: Address | null
  readonly email: string | null
  readonly locale: string | null
  readonly services: Readonly<Record<string, Service>>
}
/** A cart as it lies with its buyer; what its lines are now lies with their stores. */
export type StoredCart = Head & {
  readonly lines: readonly { readonly storeId: string; readonly variantId: string; readonly units: number }[]
}

/**
 * The buyer's open cart with prices, stock and shipping as of `now`; null when there is none. `country`: where it shall
 * go while it has no address. One statement on one server; on a cluster the cart, then what its stores say.
 */
export async function readCart(
  { distributed, read }: Pick<Db, 'distributed' | 'read'>,
  buyerId: string,
  now: Temporal.Instant,
  country: string | null = null,
): Promise<Cart | null> {
  const open = sql`(select * from cart.carts where buyer_id = ${buyerId} and state = 'open') c`
  if (!distributed) return cartOf((await sql<JoinedRow>`select ${joined(open, now, country)}`.execute(read)).rows)
  const { rows } = await sql<StoredCart>`select ${storedCart(linesOf(buyerId))} from ${open}`.execute(read)
  return rows[0] ? priced(read, rows[0], now, country) : null
}

/**
 * Closes the buyer's open cart, because it becomes a purchase, and returns it; the next change opens a new one. Null when
 * the same call was made before, and nothing changed; `subject` is kept for its repeats (see `claimed`).
 */
export async function takeCart(
  tx: Tx,
  buyerId: string,
  once: Once | null,
  subject: string,
): Promise<{ cart: Cart | null } | null> {
  const parts = sql`
    with ${claimed(once, subject)}, c as (
      update cart.carts set state = 'placed', version = version + 1, changed_at = ${tx.now}
      where buyer_id = ${buyerId} and state = 'open' and exists (select from claimed) returning *
    )
    select exists (select from claimed) as first`
  const from = sql`(values (1)) one left join c on true`
  if (!tx.distributed) {
    const rows = (await sql<First & JoinedRow>`${parts}, ${joined(from, tx.now, null)}`.execute(tx)).rows
    return rows[0]!.first ? { cart: cartOf(rows) } : null
  }
  const { rows } = await sql<First & (StoredCart | { id: null })>`
    ${parts}, ${storedCart(linesOf(buyerId))} from ${from}`.execute(tx)
  const { first, ...cart } = rows[0]!
  return first ? { cart: cart.id === null ? null : await priced(tx, cart, tx.now) } : null
}

type First = { readonly first: boolean }

/** SQL: the lines of the cart `c`. */
export const linesOf = (buyerId: string) => sql`
  (select * from cart.lines where buyer_id = ${buyerId} and cart_id = c.id)`

/** SQL: the columns of a `StoredCart`, from a cart `c` and `lines` (a FROM item with the columns of cart.lines). */
export const storedCart = (lines: RawBuilder<unknown>) => sql<StoredCart>`
  c.id, c.version, c.address, c.email, c.locale, c.services, (
    select coalesce(json_agg(json_build_object('storeId', l.store_id, 'variantId', l.variant_id, 'units', l.units)
      order by l.added_at, l.variant_id), '[]') from ${lines} l) as lines`

type Row = {
  store_id: string
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
  time_zone: string
  store_country: string
  rates: Rate[] | null
}

/** What a store says of the line `l`. */
const columns = (country: RawBuilder<unknown>, now: Temporal.Instant, owned: Owned) => sql`
  l.store_id, l.variant_id, l.units, v.product_id, p.title, p.category, v.label as variant_name, v.color, v.sku,
  coalesce(v.picture, p.pictures[1]) as picture, v.price_minor, v.weight_grams, p.template_id, p.processing_days,
  p.reserve_at, k.on_hand - k.reserved as available, v.removed_at is null and ${offeredIn('p', 'anywhere', owned)} as on_sale,
  ${country} as country, s.name as store_name, s.slug as store_slug, s.time_zone, s.country as store_country, ${ratesTo('p', country, now, owned)} as rates`

const tables = (owned: Owned) => sql`
  join catalog.variants v on ${owned('v.store_id')} and v.store_id = l.store_id and v.id = l.variant_id
  join catalog.products p on ${owned('p.store_id')} and p.store_id = v.store_id and p.id = v.product_id
  join catalog.stock k on ${owned('k.store_id')} and k.store_id = v.store_id and k.variant_id = v.id and k.pool = ${mainPool}
  join sellers.stores s on ${owned('s.store_id')} and s.store_id = v.store_id`

/** What was read of a cart and one of its lines; without lines there is one row, without a cart its id is null. */
type JoinedRow = (Head | { readonly id: null }) & (Row | { readonly store_id: null })

/** SQL after `select`: the cart `c` of `from` with its lines and what their stores say, on one server. */
const joined = (from: RawBuilder<unknown>, now: Temporal.Instant, country: string | null) => sql`
  c.id, c.version, c.address, c.email, c.locale, c.services,
    ${columns(sql`coalesce(c.address ->> 'country', ${country}::text)`, now, ofAllOwners)}
  from ${from} left join (cart.lines l ${tables(ofAllOwners)}) on l.buyer_id = c.buyer_id and l.cart_id = c.id
  order by l.added_at, l.variant_id`

function cartOf(rows: readonly JoinedRow[]): Cart | null {
  const head = rows[0]
  if (!head || head.id === null) return null
  return made(
    head,
    rows.filter(row => row.store_id !== null),
  )
}

/** A stored cart with what its stores say of its lines. */
export async function priced(
  reader: Reader,
  cart: StoredCart,
  now: Temporal.Instant,
  country: string | null = null,
): Promise<Cart> {
  const { lines } = cart
  if (lines.length === 0) return made(cart, [])
  const owned = ownedBy(lines.map(line => line.storeId))
  const { rows } = await sql<Row>`
    select ${columns(sql`${cart.address?.country ?? country}::text`, now, owned)}
    from unnest(${lines.map(line => line.storeId)}::uuid[], ${lines.map(line => line.variantId)}::uuid[],
      ${lines.map(line => line.units)}::int[]) with ordinality l(store_id, variant_id, units, n) ${tables(owned)}
    order by l.n
  `.execute(reader)
  return made(cart, rows)
}

function made({ id, version, address, email, locale, services }: Head, rows: readonly Row[]): Cart {
  const lines = rows.map(lineOf)
  const bought = lines.filter(line => line.onSale && line.delivered)
  return { id, version, address, email, locale, lines, quote: quote(bought, services) }
}

const lineOf = (row: Row): CartLine => ({
  storeId: row.store_id,
  variantId: row.variant_id,
  productId: row.product_id,
  units: row.units,
  unitMinor: row.price_minor,
  discounts: [],
  unitGrams: row.weight_grams,
  templateId: row.template_id,
  rates: row.rates ?? [],
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
  timeZone: row.time_zone,
  storeCountry: row.store_country,
})
