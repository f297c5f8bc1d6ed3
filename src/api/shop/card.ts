import { z } from 'zod'
import { type Destination, mainPool, offeredIn } from '#catalog/index.ts'
import { col, rowOf, type Selected } from '#platform/columns.ts'
import { type Db, type RawBuilder, type Reader, sql } from '#platform/db.ts'
import { parsePublicId } from '#platform/ids.ts'
import { MoneySchema, money } from '#platform/json.ts'
import { type Owned, ownedBy } from '#platform/owned.ts'
import { priceOf } from '#pricing/index.ts'
import { arrivalOf, type Rate, ratesTo, services } from '#shipping/index.ts'

const DeliverySchema = z
  .object({
    country: z.string(),
    service: z.enum(services),
    /** Of one unit of the cheapest variant. */
    price: MoneySchema,
    /** Delivery is free when the goods sent this way are worth at least this much; null when it never is, or always. */
    free_from: MoneySchema.nullable(),
    /** The days between which it arrives when paid now. */
    arrives_from: z.iso.date(),
    arrives_to: z.iso.date(),
  })
  .meta({ id: 'CardDelivery' })

type Sent = [
  rates: readonly Rate[] | null,
  country: string | null,
  priceMinor: bigint,
  grams: number | null,
  processingDays: number,
  timeZone: string,
  storeCountry: string,
]

/** A product card; read by `readCards`. */
export const card = rowOf(
  {
    id: col.id('prd', 's.store_id', 'p.id'),
    title: col.text('p.title'),
    /** Of the requested color when a variant has it. */
    picture: col.picture('s.store_id', sql`coalesce(v.picture, p.pictures[1])`, 480),
    price: col.money('p.price_from_minor'),
    /** The price of the most expensive variant. */
    price_to: col.money(sql`coalesce(v.price_to_minor, p.price_from_minor)`),
    variants: col.int('p.variant_count'),
    colors: col.of(z.array(z.string()), [sql`v.colors`], ([colors]: [string[] | null]) => [...new Set(colors ?? [])]),
    /** The name of the first variant in the requested color; null when none was requested. */
    color: col.plain(z.string().nullable(), 'v.color_name'),
    /** Units in stock, of all variants. */
    available: col.int(sql`coalesce(v.available, 0)`),
    /** The cheapest service to the requested country; null when none was requested or it is not delivered there. */
    delivery: col.of(
      DeliverySchema.nullable(),
      ['p.rates', 'p.country', 'p.price_from_minor', 'v.grams', 'p.processing_days', 's.time_zone', 's.country'],
      (sent: Sent, { db }) => deliveryOf(db, sent),
    ),
    store: col.group({
      id: col.id('sto', 's.store_id'),
      name: col.text('s.name'),
      slug: col.text('s.slug'),
      country: col.text('s.country'),
    }),
  },
  'ProductCard',
)

function deliveryOf(
  db: Db,
  [rates, country, unitMinor, unitGrams, processingDays, timeZone, storeCountry]: Sent,
): z.input<typeof DeliverySchema> | null {
  if (!rates || !country) return null
  const unit = { units: 1, unitMinor, unitGrams: unitGrams ?? 0 }
  const [cheapest] = rates
    .map(rate => ({ rate, price: priceOf(rate, [unit]) }))
    .sort((a, b) => Number(a.price - b.price))
  if (!cheapest) return null
  const { rate, price } = cheapest
  const handling = { processingDays, timeZone, holidays: db.holidays.of(storeCountry) }
  const { from, to } = arrivalOf(db.clock.now(), handling, rate)
  return {
    country,
    service: rate.service,
    price: money(price),
    free_from: price > 0n && rate.free_from_minor !== null ? money(rate.free_from_minor) : null,
    arrives_from: from.toString(),
    arrives_to: to.toString(),
  }
}

/**
 * SQL after `from`: these products (made by `withDelivery`), as `p`, with what else their cards show. `colors`: keys of
 * colors; the first variant that has one of them gives the picture.
 */
export const cardsOf = (
  products: RawBuilder<unknown>,
  owned: Owned,
  colors: readonly string[] = [],
) => sql`(${products}) p
  join sellers.stores s on ${owned('s.store_id')} and s.store_id = p.store_id
  left join lateral (
    select array_agg(v.color order by v.position) filter (where v.color is not null) as colors,
      max(v.price_minor) as price_to_minor, min(v.weight_grams) as grams,
      sum(greatest(k.on_hand - k.reserved, 0))::int as available,
      ${
        colors.length === 0
          ? sql`null::text as color_name, null::uuid as picture`
          : sql`(array_agg(v.name order by k.on_hand > k.reserved desc, v.position) filter (where v.color_key = any(${colors}::text[])))[1] as color_name,
      (array_agg(v.picture order by k.on_hand > k.reserved desc, v.position) filter (where v.color_key = any(${colors}::text[])))[1] as picture`
      }
    from catalog.variants v join catalog.stock k on ${owned('k.store_id')} and k.store_id = v.store_id and k.variant_id = v.id and k.pool = ${mainPool}
    where ${owned('v.store_id')} and v.store_id = p.store_id
      and v.product_id = p.id and v.removed_at is null) v on true`

export type ProductKey = { readonly storeId: string; readonly id: string }

/** SQL after `from`: these products, as `p`, with their place `k.n`. */
export const productsOf = (keys: readonly ProductKey[], owned: Owned) => sql`
  unnest(${keys.map(key => key.storeId)}::uuid[], ${keys.map(key => key.id)}::uuid[]) with ordinality k(store_id, id, n)
  join catalog.products p on ${owned('p.store_id')} and p.store_id = k.store_id and p.id = k.id`

/** SQL: the columns of `productsOf`, with the rates by which each is delivered to `to`; null where it is not. */
export const withDelivery = (to: Destination, owned: Owned) =>
  sql`p.*, k.n, ${
    to === 'anywhere'
      ? sql`null::json as rates, null::text as country`
      : sql`${ratesTo('p', to.country, to.now, owned)} as rates, ${to.country}::text as country`
  }`

/**
 * The rows of `card` for those of these products that are offered there, in their order. `colors`: keys of the colors
 * that were asked for.
 */
export async function readCards(
  reader: Reader,
  keys: readonly ProductKey[],
  to: Destination,
  colors: readonly string[] = [],
): Promise<Selected[]> {
  if (keys.length === 0) return []
  const owned = ownedBy(keys.map(key => key.storeId))
  const offered = sql`select ${withDelivery(to, owned)} from ${productsOf(keys, owned)} and ${offeredIn('p', 'anywhere', owned)}`
  const { rows } = await sql<Selected>`
    select ${card.select(owned)} from ${cardsOf(offered, owned, colors)}
    ${to === 'anywhere' ? sql`` : sql`where p.rates is not null`} order by p.n
  `.execute(reader)
  return rows
}

/** The key of each valid public id of products, separated by commas. */
export const productKeys = (ids: string): ProductKey[] =>
  ids.split(',').flatMap(each => {
    const [storeId, id] = parsePublicId('prd', 2, each) ?? []
    return storeId && id ? [{ storeId, id }] : []
  })
