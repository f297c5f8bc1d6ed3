import { z } from 'zod'
import { card, type ProductKey, productKeys, readCards } from '#api/shop/card.ts'
import { type Trader, TraderSchema, trader } from '#api/shop/trader.ts'
import { type Attributes, destinationOf, languageOf, mainPool, offeredIn, requestedAttributes } from '#catalog/index.ts'
import { catalogRefusals } from '#catalog/refusals.ts'
import { type ProductState, productStates } from '#catalog/states.ts'
import { marketsOf } from '#markets/index.ts'
import { defaultCountry } from '#markets/policy.ts'
import { protectionDays } from '#orders/policy.ts'
import { sql } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import { CountryInput, LocaleInput, MoneySchema, money, single, storeOwned } from '#platform/json.ts'
import { descending, listOf } from '#platform/list.ts'
import { ownedBy } from '#platform/owned.ts'
import { pictureUrl } from '#platform/pictures.ts'
import { refuser } from '#platform/refusal.ts'
import { route } from '#platform/route.ts'
import { priceOf } from '#pricing/index.ts'
import {
  arrivalOf,
  daysOf,
  type Service,
  servedIn,
  services,
  unavailableReasons,
  type Zone,
  zonesOf,
} from '#shipping/index.ts'
import { type Names, nameIn, type Taxonomy, taxonomyOf } from '#taxonomy/index.ts'

const refuse = refuser(catalogRefusals)

const PictureSchema = z.object({ small: z.string(), page: z.string(), zoom: z.string() })

const ServiceSchema = z.object({
  country: z.string(),
  service: z.enum(services),
  price: MoneySchema,
  /** Free when the goods sent this way are worth at least this much; null when it never is, or always. */
  free_from: MoneySchema.nullable(),
  min_days: z.int(),
  max_days: z.int(),
})

const ProductSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    /** For its address: `/p/:id/:slug`. Empty when the title has no Latin letter. */
    slug: z.string(),
    /** HTML with a few harmless tags, and the same as text. */
    description: z.string(),
    description_text: z.string(),
    /** The language of these texts; null when they do not tell it. */
    language: z.string().nullable(),
    /** From the department to its category; empty when it has none. */
    categories: z.array(z.object({ key: z.string(), name: z.string() })),
    /** The attributes of its category, in the reader's language; numbers in their unit. */
    attributes: z.array(
      z.object({
        key: z.string(),
        name: z.string(),
        unit: z.string().nullable(),
        value: z.union([z.string(), z.array(z.string()), z.number(), z.boolean()]),
      }),
    ),
    state: z.enum(productStates).exclude(['draft']),
    pictures: z.array(PictureSchema),
    processing_days: z.int(),
    /** How long after delivery the payment is held when the buyer does not confirm receipt. */
    protection_days: z.int(),
    store: z.object({
      id: z.string(),
      name: z.string(),
      slug: z.string(),
      about: z.string(),
      country: z.string(),
      opened_on: z.string(),
      trader: TraderSchema.nullable(),
    }),
    variants: z.array(
      z.object({
        id: z.string(),
        /** Name and size; `name` is only the seller's name of the color or choice. */
        label: z.string(),
        name: z.string(),
        color: z.string().nullable(),
        size: z.string().nullable(),
        price: MoneySchema,
        available: z.int(),
        picture: PictureSchema.nullable(),
        gtin: z.string().nullable(),
      }),
    ),
    /** Delivery: price of one unit (of the lightest variant) and calendar days, per country and service. */
    shipping: z.array(ServiceSchema),
    /** To the requested country: the days between which it arrives when paid now, or why it is not delivered there. */
    delivery: z.object({
      country: z.string(),
      /** Whether it can be bought for that country: it is online and delivered there. */
      offered: z.boolean(),
      unavailable_reason: z.enum(unavailableReasons).nullable(),
      options: z.array(ServiceSchema.extend({ arrives_from: z.iso.date(), arrives_to: z.iso.date() })),
    }),
  })
  .meta({ id: 'Product' })

type Row = {
  title: string
  product_slug: string
  description: string
  description_text: string
  category: string | null
  attributes: Attributes
  state: Exclude<ProductState, 'draft'>
  offered: boolean
  pictures: string[]
  processing_days: number
  name: string
  slug: string
  about: string
  country: string
  opened_at: Temporal.Instant
  time_zone: string
  trader: Trader | null
  variants:
    | {
        id: string
        label: string
        name: string
        color: string | null
        size: string | null
        price: number
        available: number
        picture: string | null
        gtin: string | null
      }[]
    | null
  price_from_minor: bigint
  grams: number
  zones: Zone[]
}

const picture = (storeId: string, id: string) => ({
  small: pictureUrl(storeId, id, 96),
  page: pictureUrl(storeId, id, 960),
  zoom: pictureUrl(storeId, id, 1600),
})

export const shopProducts = {
  showProduct: route({
    method: 'GET',
    path: '/api/shop/products/:product_id',
    audience: 'public',
    summary: 'A product with its variants, store and shipping',
    input: z.object({
      product_id: storeOwned('prd'),
      /** Where it shall go; the market's default country when absent. */
      country: CountryInput.optional(),
      /** Of the names of categories and attributes. */
      locale: LocaleInput,
    }),
    output: ProductSchema,
    refusals: ['product.not_found'],
    async handle({ db }, { product_id: { storeId, id }, country, locale }) {
      const now = db.clock.now()
      const [markets, taxonomy] = await Promise.all([marketsOf(db), taxonomyOf(db)])
      const to = country ?? db.policy.at(now)(defaultCountry)
      const owned = ownedBy(storeId)
      const { rows } = await sql<Row>`
      select p.title, p.slug as product_slug, p.description, p.description_text, p.category, p.attributes,
        case when ${offeredIn('p', 'anywhere', owned)} then 'online' else 'offline' end as state,
        ${offeredIn('p', destinationOf(to, now), owned)} as offered, p.pictures, p.processing_days, p.price_from_minor, s.name, s.slug, s.about,
        s.country, s.opened_at, s.time_zone, ${trader('s')} as trader, ${zonesOf('t', owned)} as zones,
        (select json_agg(json_build_object('id', v.id, 'label', v.label, 'name', v.name, 'color', v.color, 'size', v.size, 'price', v.price_minor,
            'available', k.on_hand - k.reserved, 'picture', v.picture, 'gtin', v.gtin) order by v.position)
          from catalog.variants v join catalog.stock k on ${owned('k.store_id')} and k.store_id = v.store_id and k.variant_id = v.id and k.pool = ${mainPool}
          where ${owned('v.store_id')} and v.product_id = p.id and v.removed_at is null) as variants,
        (select min(weight_grams) from catalog.variants
          where ${owned('variants.store_id')} and product_id = p.id and removed_at is null) as grams
      from catalog.products p join sellers.stores s on s.store_id = p.store_id
      join shipping.templates t on t.store_id = p.store_id and t.id = p.template_id
      where ${owned('p.store_id')} and p.id = ${id} and p.state <> 'draft'
        and not exists (select from catalog.takedowns d
          where ${owned('d.store_id')} and d.product_id = p.id and d.reinstated_at is null)
    `.execute(db.read)
      const row = rows[0]
      if (!row) throw refuse('product.not_found')
      const handling = {
        processingDays: row.processing_days,
        timeZone: row.time_zone,
        holidays: db.holidays.of(row.country),
      }
      const served = (country: string) => servedIn(row.zones, country, markets, now)
      const shipping = shippingOf(row).filter(service => served(service.country).unavailable_reason === null)
      return {
        id: publicId('prd', storeId, id),
        ...textsOf(row),
        ...placeOf(taxonomy, row, locale),
        state: row.state,
        pictures: row.pictures.map(each => picture(storeId, each)),
        processing_days: row.processing_days,
        protection_days: db.policy.at(now)(protectionDays),
        store: {
          id: publicId('sto', storeId),
          name: row.name,
          slug: row.slug,
          about: row.about,
          country: row.country,
          opened_on: row.opened_at.toZonedDateTimeISO(row.time_zone).toPlainDate().toString(),
          trader: row.trader,
        },
        variants: (row.variants ?? []).map(variant => ({
          ...variant,
          id: publicId('var', storeId, variant.id),
          price: money(variant.price),
          picture: variant.picture ? picture(storeId, variant.picture) : null,
        })),
        shipping,
        delivery: {
          ...served(to),
          offered: row.offered,
          options: shipping
            .filter(service => service.country === to)
            .map(service => {
              const days = arrivalOf(now, handling, service)
              return { ...service, arrives_from: `${days.from}`, arrives_to: `${days.to}` }
            }),
        },
      }
    },
  }),

  /** Across stores: which they are, the search documents say; prices and the rest, the products. */
  listProducts: listOf({
    path: '/api/shop/products',
    audience: 'public',
    summary: 'Products on sale, newest first; optionally of one store, or delivered to a country',
    input: {
      store_id: single('sto').optional(),
      /** Of the thousand newest, those delivered there; `searchProducts` finds all. */
      country: CountryInput.optional(),
    },
    row: card,
    pageColumns: sql`d.store_id as "storeId", d.product_id as id`,
    from: ({ store_id, country }) => (country ? newest(store_id) : sql`search.documents d`),
    filters: {
      store_id: storeId => sql`d.store_id = ${storeId}`,
      country: to => sql`d.words @@ ${`'to=${to.toLowerCase()}'`}::tsquery`,
    },
    order: descending(['d.online_at', 'instant'], ['d.product_id', 'uuid']),
    read: ({ db }, page, { country }) =>
      readCards(db.read, page as unknown as ProductKey[], destinationOf(country, db.clock.now())),
  }),

  listProductsById: route({
    method: 'GET',
    path: '/api/shop/products/by-id',
    audience: 'public',
    summary: 'The given products that are on sale, in the given order',
    input: z.object({
      product_ids: z.string().max(1_500).describe('Separated by commas, up to 24'),
      /** Without those that are not delivered there. */
      country: CountryInput.optional(),
    }),
    output: z.object({ items: z.array(card.schema) }),
    refusals: [],
    async handle({ db }, { product_ids, country }) {
      const keys = productKeys(product_ids).slice(0, 24)
      const rows = await readCards(db.read, keys, destinationOf(country, db.clock.now()))
      return { items: rows.map(row => card.json(row, { db })) }
    },
  }),
}

/**
 * SQL: the thousand newest products, of a store or of all. A country that few stores deliver to would otherwise read all
 * there are.
 */
const newest = (storeId: string | undefined) => sql`(
  select * from search.documents ${storeId ? sql`where store_id = ${storeId}` : sql``}
  order by online_at desc, product_id desc limit 1000) d`

/** Where it stands in the tree, and what its category asked of it, in words. */
function placeOf(taxonomy: Taxonomy, { category: key, attributes }: Row, locale: string) {
  const category = taxonomy.categories.get(key ?? '')
  const named = ({ names }: { names: Names }) => nameIn(names, locale)
  return {
    categories: (category?.path ?? []).map(each => ({ key: each, name: named(taxonomy.categories.get(each)!) })),
    attributes: (category ? requestedAttributes(category) : [])
      .filter(({ key }) => key in attributes)
      .map(attribute => {
        const value = attributes[attribute.key]!
        const nameOf = (key: string) => {
          const known = attribute.values.find(each => each.key === key)
          return known ? named(known) : key
        }
        return {
          key: attribute.key,
          name: named(attribute),
          unit: attribute.unit,
          value: Array.isArray(value) ? value.map(nameOf) : typeof value === 'string' ? nameOf(value) : value,
        }
      }),
  }
}

/** All countries of the template with their services, the cheapest first: for one unit of the lightest variant. */
function shippingOf({ zones, price_from_minor, grams }: Row) {
  const unit = { units: 1, unitMinor: price_from_minor, unitGrams: grams }
  return zones
    .flatMap(zone => services.flatMap(service => ({ service, rate: zone.rates[service], countries: zone.countries })))
    .flatMap(({ service, rate, countries }) =>
      rate ? countries.map(country => ({ country, service, ...offerOf(rate, unit) })) : [],
    )
    .sort((a, b) => a.country.localeCompare(b.country) || a.price.amount_minor - b.price.amount_minor)
}

function offerOf(rate: NonNullable<Zone['rates'][Service]>, unit: Parameters<typeof priceOf>[1][number]) {
  const price = priceOf(rate, [unit])
  const freeFrom = price > 0n ? rate.free_from_minor : null
  return { price: money(price), free_from: freeFrom === null ? null : money(freeFrom), ...daysOf(rate.carriers) }
}

const textsOf = ({ title, product_slug: slug, description, description_text }: Row) => ({
  title,
  slug,
  description,
  description_text,
  language: languageOf(`${title} ${description_text}`),
})
