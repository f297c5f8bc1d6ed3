import { z } from 'zod'
import { AttributeSchema, type Attributes, lacksOf, sellableIn } from '#catalog/index.ts'
import { catalogRefusals } from '#catalog/refusals.ts'
import { sql } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import {
  cursorOf,
  fromCursor,
  InstantSchema,
  instant,
  MoneySchema,
  money,
  pageInput,
  pageOf,
  storeOwned,
} from '#platform/json.ts'
import { pictureUrl } from '#platform/pictures.ts'
import { refuser } from '#platform/refusal.ts'
import { route } from '#platform/route.ts'
import { authorizationsOf, stateFor } from '#sellers/index.ts'
import { taxonomyOf } from '#taxonomy/index.ts'

const refuse = refuser(catalogRefusals)

const PictureSizeSchema = z.object({ url: z.string(), width: z.int(), height: z.int() })

/** A picture as it is, and as it was before a square was cut out of it. */
const PictureSchema = z.object({
  id: z.string(),
  url: z.string(),
  width: z.int(),
  height: z.int(),
  cut: z.object({ original: PictureSizeSchema, left: z.int(), top: z.int(), side: z.int() }).nullable(),
})

const states = ['draft', 'online', 'offline'] as const

const RowSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    state: z.enum(states),
    /** Why an operator took it off sale; until put back it cannot be put on sale. */
    taken_down: z.string().nullable(),
    picture: z.string().nullable(),
    price_from: MoneySchema.nullable(),
    /** Its category is not open any more: while so, it cannot be bought. */
    stopped: z.boolean(),
    variants: z.int(),
    /** Of a product's only variant, so that its stock can be set in the list. */
    variant_id: z.string().nullable(),
    on_hand: z.int(),
    reserved: z.int(),
    created_at: InstantSchema,
  })
  .meta({ id: 'SellerProductRow' })

type Row = {
  id: string
  title: string
  state: (typeof states)[number]
  taken_down: string | null
  cover: string | null
  price_from_minor: bigint | null
  stopped: boolean
  variant_count: number
  only_variant: string
  on_hand: number
  reserved: number
  created_at: Temporal.Instant
}

/** Why product `p` is taken down, if it is. */
const takenDown = sql`(select t.reason from catalog.takedowns t
  where t.store_id = p.store_id and t.product_id = p.id and t.put_back_at is null)`

export const sellerProductScreens = {
  listStoreProducts: route({
    method: 'GET',
    path: '/api/seller/products',
    audience: 'seller',
    permission: 'products.read',
    summary: 'The store’s products, latest first',
    input: z.object({ state: z.enum(states).optional(), title: z.string().max(100).optional(), ...pageInput }),
    output: pageOf(RowSchema),
    refusals: [],
    async handle({ db, storeId }, { state, title, after, limit }) {
      const [at, id] = fromCursor(after, 'instant', 'uuid') ?? []
      const filters = [
        state && sql`state = ${state}`,
        title && sql`title ilike ${`%${title.replaceAll(/[%_\\]/g, '\\$&')}%`}`,
        at && id && sql`(created_at, id) < (${at}::timestamptz, ${id}::uuid)`,
      ].filter(filter => typeof filter === 'object')
      const { rows } = await sql<Row>`
        select p.id, p.title, p.state, p.pictures[1] as cover, p.price_from_minor, p.variant_count, p.created_at,
          not ${sellableIn} as stopped, ${takenDown} as taken_down,
          k.on_hand, k.reserved, k.only_variant
        from (select * from catalog.products
          where ${sql.join([sql`store_id = ${storeId}`, ...filters], sql` and `)}
          order by created_at desc, id desc limit ${limit + 1}) p
        cross join lateral (select coalesce(sum(k.on_hand), 0)::int as on_hand, coalesce(sum(k.reserved), 0)::int as reserved,
            (array_agg(v.id))[1] as only_variant
          from catalog.variants v join catalog.stock k on k.store_id = v.store_id and k.variant_id = v.id
          where v.store_id = p.store_id and v.product_id = p.id and v.removed_at is null) k
        order by p.created_at desc, p.id desc
      `.execute(db.read)
      const last = rows[limit - 1]
      return {
        items: rows.slice(0, limit).map(row => ({
          id: publicId('prd', storeId, row.id),
          title: row.title,
          state: row.state,
          taken_down: row.taken_down,
          picture: row.cover && pictureUrl(storeId, row.cover, 96),
          price_from: row.price_from_minor === null ? null : money(row.price_from_minor),
          stopped: row.stopped,
          variants: row.variant_count,
          variant_id: row.variant_count === 1 ? publicId('var', storeId, row.only_variant) : null,
          on_hand: row.on_hand,
          reserved: row.reserved,
          created_at: instant(row.created_at),
        })),
        next: rows.length > limit && last ? cursorOf(last.created_at.toString(), last.id) : null,
      }
    },
  }),

  showStoreProduct: route({
    method: 'GET',
    path: '/api/seller/products/:product_id',
    audience: 'seller',
    permission: 'products.read',
    summary: 'One of the store’s products, as its form takes it',
    input: z.object({ product_id: storeOwned('prd') }),
    output: z
      .object({
        id: z.string(),
        title: z.string(),
        description: z.string(),
        state: z.enum(states),
        taken_down: z.string().nullable(),
        category: z.string().nullable(),
        attributes: z.record(z.string(), AttributeSchema),
        template_id: z.string().nullable(),
        processing_days: z.int(),
        reserve_at: z.enum(['order', 'payment']),
        pictures: z.array(PictureSchema),
        /** What is missing to put it on sale, as paths of the input. */
        lacks: z.array(z.string()),
        /** Why it cannot be bought though nothing is missing. */
        obstacle: z.enum(['closed', 'special']).nullable(),
        variants: z.array(
          z.object({
            id: z.string(),
            name: z.string(),
            color_key: z.string().nullable(),
            color: z.string().nullable(),
            size: z.string().nullable(),
            sku: z.string().nullable(),
            gtin: z.string().nullable(),
            price_minor: z.int().nullable(),
            weight_grams: z.int(),
            on_hand: z.int(),
            reserved: z.int(),
            picture: PictureSchema.nullable(),
          }),
        ),
      })
      .meta({ id: 'SellerProduct' }),
    refusals: ['product.not_found'],
    async handle({ db, storeId }, { product_id }) {
      if (product_id.storeId !== storeId) throw refuse('product.not_found')
      const [taxonomy, authorized, { rows }] = await Promise.all([
        taxonomyOf(db),
        authorizationsOf(db.read, storeId),
        sql<DetailRow>`
          select title, description, description_text, category, attributes, state, template_id, processing_days,
            reserve_at, pictures, ${takenDown} as taken_down,
            coalesce((select json_agg(json_build_object('id', v.id, 'name', v.name, 'color_key', v.color_key, 'color',
                v.color, 'size', v.size, 'sku', v.sku, 'gtin', v.gtin, 'price_minor', v.price_minor, 'weight_grams', v.weight_grams, 'on_hand', k.on_hand,
                'reserved', k.reserved, 'picture', v.picture) order by v.position)
              from catalog.variants v join catalog.stock k on k.store_id = v.store_id and k.variant_id = v.id
              where v.store_id = p.store_id and v.product_id = p.id and v.removed_at is null), '[]') as variants,
            coalesce((select json_agg(json_build_object('id', f.id, 'width', f.width, 'height', f.height,
                'crop', f.crop, 'original', (select json_build_object('id', o.id, 'width', o.width, 'height', o.height)
                  from platform.files o where o.owner = f.owner and o.id = f.original)))
              from platform.files f where f.owner = p.store_id and f.id in (select unnest(p.pictures) union all
                select v.picture from catalog.variants v where v.store_id = p.store_id and v.product_id = p.id)), '[]') as files
          from catalog.products p where store_id = ${storeId} and id = ${product_id.id}
        `.execute(db.read),
      ])
      const row = rows[0]
      if (!row) throw refuse('product.not_found')
      const files = new Map(row.files.map(file => [file.id, file]))
      const picture = (id: string) => pictureOf(storeId, files.get(id)!)
      const place = taxonomy.categories.get(row.category ?? '')
      const state = place ? stateFor(place, authorized) : 'open'
      return {
        ...row,
        id: publicId('prd', storeId, product_id.id),
        template_id: row.template_id && publicId('tpl', storeId, row.template_id),
        pictures: row.pictures.map(picture),
        lacks: lacksOf(row, taxonomy),
        obstacle: state === 'open' ? null : state,
        variants: row.variants.map(variant => ({
          ...variant,
          id: publicId('var', storeId, variant.id),
          picture: variant.picture ? picture(variant.picture) : null,
        })),
      }
    },
  }),
}

const pictureOf = (storeId: string, { id, width, height, original, crop }: FileRow) => ({
  id: publicId('fil', storeId, id),
  url: pictureUrl(storeId, id, 480),
  width,
  height,
  cut:
    original && crop
      ? {
          original: { url: pictureUrl(storeId, original.id, 480), width: original.width, height: original.height },
          ...crop,
        }
      : null,
})

type FileRow = {
  id: string
  width: number
  height: number
  original: { id: string; width: number; height: number } | null
  crop: { left: number; top: number; side: number } | null
}
type DetailRow = {
  taken_down: string | null
  title: string
  description: string
  description_text: string
  category: string | null
  attributes: Attributes
  state: (typeof states)[number]
  template_id: string | null
  processing_days: number
  reserve_at: 'order' | 'payment'
  pictures: string[]
  files: FileRow[]
  variants: {
    id: string
    name: string
    color_key: string | null
    color: string | null
    size: string | null
    sku: string | null
    gtin: string | null
    price_minor: number | null
    weight_grams: number
    on_hand: number
    reserved: number
    picture: string | null
  }[]
}
