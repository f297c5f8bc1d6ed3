import { z } from 'zod'
import { catalogRefusals } from '#catalog/refusals.ts'
import { sql } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import { MoneySchema, money, storeOwned } from '#platform/json.ts'
import { pictureUrl } from '#platform/pictures.ts'
import { refuser } from '#platform/refusal.ts'
import { route } from '#platform/route.ts'
import { services } from '#shipping/index.ts'

const refuse = refuser(catalogRefusals)

const PictureSchema = z.object({ small: z.string(), page: z.string(), zoom: z.string() })

const ProductSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    description: z.string(),
    state: z.enum(['online', 'offline']),
    pictures: z.array(PictureSchema),
    processing_days: z.int(),
    store: z.object({
      id: z.string(),
      name: z.string(),
      slug: z.string(),
      about: z.string(),
      country: z.string(),
      opened_on: z.string(),
    }),
    variants: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        color: z.string().nullable(),
        price: MoneySchema,
        available: z.int(),
        picture: PictureSchema.nullable(),
      }),
    ),
    /** Where it goes: price and calendar days per country and service. */
    shipping: z.array(
      z.object({
        country: z.string(),
        service: z.enum(services),
        price: MoneySchema,
        min_days: z.int(),
        max_days: z.int(),
      }),
    ),
  })
  .meta({ id: 'Product' })

type Row = {
  title: string
  description: string
  state: 'online' | 'offline'
  pictures: string[]
  processing_days: number
  name: string
  slug: string
  about: string
  country: string
  opened_at: Temporal.Instant
  time_zone: string
  variants:
    | { id: string; name: string; color: string | null; price: number; available: number; picture: string | null }[]
    | null
  rates:
    | { country: string; service: (typeof services)[number]; price: number; min_days: number; max_days: number }[]
    | null
}

const picture = (storeId: string, id: string) => ({
  small: pictureUrl(storeId, id, 96),
  page: pictureUrl(storeId, id, 960),
  zoom: pictureUrl(storeId, id, 1600),
})

export const showProduct = route({
  method: 'GET',
  path: '/api/shop/products/:product_id',
  audience: 'public',
  summary: 'One product with its variants, store and shipping',
  input: z.object({ product_id: storeOwned('prd') }),
  output: ProductSchema,
  refusals: ['product.not_found'],
  async handle({ db }, { product_id: { storeId, id } }) {
    const { rows } = await sql<Row>`
      select p.title, p.description, p.state, p.pictures, p.processing_days, s.name, s.slug, s.about, s.country,
        s.opened_at, s.time_zone,
        (select json_agg(json_build_object('id', v.id, 'name', v.name, 'color', v.color, 'price', v.price_minor,
            'available', k.on_hand - k.reserved, 'picture', v.picture) order by v.position)
          from catalog.variants v join catalog.stock k on k.store_id = v.store_id and k.variant_id = v.id and k.pool = 'main'
          where v.store_id = p.store_id and v.product_id = p.id and v.removed_at is null) as variants,
        (select json_agg(json_build_object('country', r.country, 'service', r.service, 'price', r.price_minor,
            'min_days', r.min_days, 'max_days', r.max_days) order by r.country, r.price_minor)
          from shipping.rates r where r.store_id = p.store_id and r.template_id = p.template_id) as rates
      from catalog.products p join sellers.stores s on s.store_id = p.store_id
      where p.store_id = ${storeId} and p.id = ${id} and p.state <> 'draft'
    `.execute(db.read)
    const row = rows[0]
    if (!row) throw refuse('product.not_found')
    return {
      id: publicId('prd', storeId, id),
      title: row.title,
      description: row.description,
      state: row.state,
      pictures: row.pictures.map(each => picture(storeId, each)),
      processing_days: row.processing_days,
      store: {
        id: publicId('sto', storeId),
        name: row.name,
        slug: row.slug,
        about: row.about,
        country: row.country,
        opened_on: row.opened_at.toZonedDateTimeISO(row.time_zone).toPlainDate().toString(),
      },
      variants: (row.variants ?? []).map(variant => ({
        ...variant,
        id: publicId('var', storeId, variant.id),
        price: money(variant.price),
        picture: variant.picture ? picture(storeId, variant.picture) : null,
      })),
      shipping: (row.rates ?? []).map(rate => ({ ...rate, price: money(rate.price) })),
    }
  },
})
