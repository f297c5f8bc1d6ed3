import { z } from 'zod'
import {
  categoryAllows,
  mainPool,
  missingFields,
  NewProductSchema,
  ProductPatchSchema,
  productPatch,
  publishProduct,
  readProducts,
  savedProduct,
  savedProductFields,
  saveProducts,
  unlistProduct,
} from '#catalog/index.ts'
import { catalogRefusals } from '#catalog/refusals.ts'
import { audit } from '#platform/audit.ts'
import { sql } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import {
  cursorOf,
  fromCursor,
  InstantSchema,
  instant,
  MoneySchema,
  money,
  OkSchema,
  ok,
  pageInput,
  pageOf,
  storeOwned,
} from '#platform/json.ts'
import { onceInTx } from '#platform/once.ts'
import { pictureUrl } from '#platform/pictures.ts'
import { refuser } from '#platform/refusal.ts'
import { route } from '#platform/route.ts'
import { authorizationsOf, stateFor } from '#sellers/index.ts'
import { shippingRefusals } from '#shipping/refusals.ts'
import { taxonomyOf } from '#taxonomy/index.ts'

const refuse = refuser({ ...catalogRefusals, ...shippingRefusals })

const saveRefusals = [
  'category.unknown',
  'category.not_final',
  'category.closed',
  'product.incomplete',
  'product.attributes_wrong',
  'product.axis_not_offered',
  'product.color_unknown',
  'product.gtin_wrong',
  'product.variants_alike',
  'product.sku_taken',
  'product.picture_unknown',
  'product.not_found',
  'variant.not_found',
] as const

const sellRefusals = ['store.not_approved', 'store.trader_data_missing'] as const

/** The revision to name in the next change. */
const SavedSchema = z.object({ id: z.string(), revision: z.int() })

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
    category_blocked: z.boolean(),
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
  category_blocked: boolean
  variant_count: number
  only_variant: string
  on_hand: number
  reserved: number
  created_at: Temporal.Instant
}

/** Why product `p` is taken down, if it is. */
const takenDown = sql`(select t.reason from catalog.takedowns t
  where t.store_id = p.store_id and t.product_id = p.id and t.put_back_at is null)`

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

type Around = {
  taken_down: string | null
  stock: { variant_id: string; on_hand: number; reserved: number }[]
  files: FileRow[]
}

export const sellerProducts = {
  createProduct: route({
    method: 'POST',
    path: '/api/seller/products',
    audience: 'seller',
    permission: 'products.edit',
    summary: 'Create a draft product',
    input: NewProductSchema,
    example: { title: 'Stoneware mug', variants: [{ name: 'Blue', sku: 'mug-blue', price_minor: 1_490, on_hand: 10 }] },
    output: SavedSchema,
    refusals: saveRefusals,
    async handle({ db, storeId, userId, once }, body) {
      const [taxonomy, values] = await Promise.all([taxonomyOf(db), productPatch(storeId, body)])
      return onceInTx(db, once, 'create product', async tx => {
        const [saved] = await saveProducts(tx, taxonomy, storeId, [{ values }], userId)
        const id = publicId('prd', storeId, saved!.id)
        await audit(tx, {
          owner: storeId,
          userId,
          action: 'product.create',
          subject: id,
          after: { title: body.title ?? '' },
        })
        return { id, revision: saved!.revision }
      })
    },
  }),

  /**
   * What is absent stays. `variants` holds changes of variants, by `id`, and new ones, without; `removed_variants` takes
   * others off. A refusal `product.changed_meanwhile` brings the product as it is now, as `current`.
   */
  updateProduct: route({
    method: 'PATCH',
    path: '/api/seller/products/:product_id',
    audience: 'seller',
    permission: 'products.edit',
    summary: 'Update a product: only the fields given, and only the variants given by id',
    input: ProductPatchSchema.extend({ product_id: storeOwned('prd'), revision: z.int().min(1) }),
    example: { revision: 1, title: 'Stoneware mug' },
    output: SavedSchema,
    refusals: [...saveRefusals, ...sellRefusals, 'category.not_authorized', 'product.changed_meanwhile'],
    async handle({ db, storeId, userId, once }, { product_id, revision, ...body }) {
      if (product_id.storeId !== storeId) throw refuse('product.not_found')
      const [taxonomy, values] = await Promise.all([taxonomyOf(db), productPatch(storeId, body)])
      return onceInTx(db, once, 'update product', async tx => {
        const [saved] = await saveProducts(tx, taxonomy, storeId, [{ id: product_id.id, revision, values }], userId)
        const { before, after } = saved!
        const subject = publicId('prd', storeId, product_id.id)
        if (Object.keys(after).length > 0)
          await audit(tx, { owner: storeId, userId, action: 'product.update', subject, before, after })
        return { id: subject, revision: saved!.revision }
      })
    },
  }),

  publishProduct: route({
    method: 'POST',
    path: '/api/seller/products/:product_id/publish',
    audience: 'seller',
    permission: 'products.edit',
    summary: 'Put a product on sale',
    input: z.object({ product_id: storeOwned('prd') }),
    output: OkSchema,
    refusals: [
      'product.not_found',
      'product.taken_down',
      'product.incomplete',
      'category.closed',
      'category.not_authorized',
      ...sellRefusals,
    ],
    async handle({ db, storeId, userId, once }, { product_id }) {
      if (product_id.storeId !== storeId) throw refuse('product.not_found')
      const taxonomy = await taxonomyOf(db)
      return onceInTx(db, once, 'publish product', async tx => {
        await publishProduct(tx, taxonomy, storeId, product_id.id, userId)
        const subject = publicId('prd', storeId, product_id.id)
        await audit(tx, { owner: storeId, userId, action: 'product.publish', subject })
        return ok
      })
    },
  }),

  unlistProduct: route({
    method: 'POST',
    path: '/api/seller/products/:product_id/unlist',
    audience: 'seller',
    permission: 'products.edit',
    summary: 'Take a product off sale',
    input: z.object({ product_id: storeOwned('prd') }),
    output: OkSchema,
    refusals: ['product.not_found'],
    handle: ({ db, storeId, userId, once }, { product_id }) =>
      onceInTx(db, once, 'unlist product', async tx => {
        if (product_id.storeId !== storeId) throw refuse('product.not_found')
        await unlistProduct(tx, product_id, userId)
        const subject = publicId('prd', storeId, product_id.id)
        await audit(tx, { owner: storeId, userId, action: 'product.unlist', subject })
        return ok
      }),
  }),

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
          not ${categoryAllows('p')} as category_blocked, ${takenDown} as taken_down,
          k.on_hand, k.reserved, k.only_variant
        from (select * from catalog.products
          where ${sql.join([sql`store_id = ${storeId}`, ...filters], sql` and `)}
          order by created_at desc, id desc limit ${limit + 1}) p
        cross join lateral (select coalesce(sum(k.on_hand), 0)::int as on_hand, coalesce(sum(k.reserved), 0)::int as reserved,
            (array_agg(v.id))[1] as only_variant
          from catalog.variants v join catalog.stock k on k.store_id = v.store_id and k.variant_id = v.id
            and k.pool = ${mainPool}
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
          category_blocked: row.category_blocked,
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
    summary: 'One of the store’s products, in the fields an update takes',
    input: z.object({ product_id: storeOwned('prd') }),
    output: z
      .object({
        id: z.string(),
        ...savedProductFields,
        state: z.enum(states),
        taken_down: z.string().nullable(),
        /** The pictures that it and its variants name. */
        files: z.array(PictureSchema),
        stock: z.array(z.object({ variant_id: z.string(), on_hand: z.int(), reserved: z.int() })),
        /** Which fields it still needs to be put on sale, as paths. */
        missing: z.array(z.string()),
        /** Why it cannot be bought though nothing is missing. */
        obstacle: z.enum(['closed', 'special']).nullable(),
      })
      .meta({ id: 'SellerProduct' }),
    refusals: ['product.not_found'],
    async handle({ db, storeId }, { product_id: { storeId: owner, id } }) {
      if (owner !== storeId) throw refuse('product.not_found')
      const [taxonomy, authorized, products, { rows }] = await Promise.all([
        taxonomyOf(db),
        authorizationsOf(db.read, storeId),
        readProducts(db.read, storeId, [id]),
        sql<Around>`
          select ${takenDown} as taken_down,
            coalesce((select json_agg(json_build_object('variant_id', v.id, 'on_hand', k.on_hand, 'reserved', k.reserved)
                order by v.position, v.id)
              from catalog.variants v join catalog.stock k on k.store_id = v.store_id and k.variant_id = v.id
                and k.pool = ${mainPool}
              where v.store_id = p.store_id and v.product_id = p.id and v.removed_at is null), '[]') as stock,
            coalesce((select json_agg(json_build_object('id', f.id, 'width', f.width, 'height', f.height,
                'crop', f.crop, 'original', (select json_build_object('id', o.id, 'width', o.width, 'height', o.height)
                  from platform.files o where o.owner = f.owner and o.id = f.original)))
              from platform.files f where f.owner = p.store_id and f.id in (select unnest(p.pictures) union all
                select v.picture from catalog.variants v
                where v.store_id = p.store_id and v.product_id = p.id and v.removed_at is null)), '[]') as files
          from catalog.products p where p.store_id = ${storeId} and p.id = ${id}
        `.execute(db.read),
      ])
      const product = products.get(id)
      const around = rows[0]
      if (!product || !around) throw refuse('product.not_found')
      const category = taxonomy.categories.get(product.category ?? '')
      const categoryState = category ? stateFor(category, authorized) : 'open'
      return {
        id: publicId('prd', storeId, id),
        ...savedProduct(storeId, product),
        state: product.state,
        taken_down: around.taken_down,
        files: around.files.map(file => pictureOf(storeId, file)),
        stock: around.stock.map(row => ({ ...row, variant_id: publicId('var', storeId, row.variant_id) })),
        missing: missingFields(product, taxonomy),
        obstacle: categoryState === 'open' ? null : categoryState,
      }
    },
  }),
}
