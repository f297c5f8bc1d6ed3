import { z } from 'zod'
import {
  categoryAllows,
  deleteDraft,
  duplicateProduct,
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
import { productStates } from '#catalog/states.ts'
import { col, rowOf } from '#platform/columns.ts'
import { command } from '#platform/command.ts'
import { sql } from '#platform/db.ts'
import { parsePublicId, publicId } from '#platform/ids.ts'
import { oneOf, storeOwned, UpdatedSince } from '#platform/json.ts'
import { ascending, descending, listOf } from '#platform/list.ts'
import { movedSince } from '#platform/moved-since.ts'
import { type Owned, ownedBy } from '#platform/owned.ts'
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

const sellRefusals = ['store.not_approved', 'store.suspended', 'store.trader_data_missing'] as const

const PictureSizeSchema = z.object({ url: z.string(), width: z.int(), height: z.int() })

/** A picture, and the original it was cropped from. */
const PictureSchema = z.object({
  id: z.string(),
  url: z.string(),
  width: z.int(),
  height: z.int(),
  cropped_from: z.object({ original: PictureSizeSchema, left: z.int(), top: z.int(), side: z.int() }).nullable(),
})

/** Why product `p` is taken down, if it is. */
const takenDown = (owned: Owned) => sql`(select t.reason from catalog.takedowns t
  where ${owned('t.store_id')} and t.product_id = p.id and t.reinstated_at is null)`

const productRow = rowOf(
  {
    id: col.id('prd', 'p.store_id', 'p.id'),
    title: col.text('p.title'),
    state: col.oneOf(productStates, 'p.state'),
    /** Why an operator took it off sale; until it is reinstated it cannot be put on sale. */
    taken_down: col.nullable(col.text(takenDown)),
    picture: col.nullable(col.picture('p.store_id', sql`p.pictures[1]`, 96)),
    price_from: col.nullable(col.money('p.price_from_minor')),
    /** Its category is no longer open, so it cannot be bought. */
    category_blocked: col.bool((owned: Owned) => sql`not ${categoryAllows('p', owned)}`),
    /** Key of its category. */
    category: col.nullable(col.text('p.category')),
    /** Of its first variant, in alphabetical order. */
    sku: col.nullable(col.text('k.first_sku')),
    variants: col.int('p.variant_count'),
    /** For a product's only variant, so that its stock can be set in the list. */
    variant_id: col.nullable(col.id('var', 'p.store_id', sql`case when p.variant_count = 1 then k.only_variant end`)),
    on_hand: col.int('k.on_hand'),
    reserved: col.int('k.reserved'),
    created_at: col.instant('p.created_at'),
  },
  'SellerProductRow',
)

/** Orders of the list; products without a price come as the cheapest. */
const productOrders = {
  newest: descending(['p.created_at', 'instant'], ['p.id', 'uuid']),
  title: ascending([sql`lower(p.title)`, 'words'], ['p.id', 'uuid']),
  cheapest: ascending([sql`coalesce(p.price_from_minor, 0)`, 'whole'], ['p.id', 'uuid']),
  dearest: descending([sql`coalesce(p.price_from_minor, 0)`, 'whole'], ['p.id', 'uuid']),
}
type ProductSort = keyof typeof productOrders

/** A pattern for `ilike`: contains this text. */
const containing = (text: string): string => `%${text.replaceAll(/[%_\\]/g, '\\$&')}%`

const pictureOf = (storeId: string, { id, width, height, original, crop }: FileRow) => ({
  id: publicId('fil', storeId, id),
  url: pictureUrl(storeId, id, 480),
  width,
  height,
  cropped_from:
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

type Details = {
  taken_down: string | null
  stock: { variant_id: string; on_hand: number; reserved: number }[]
  files: FileRow[]
}

const showStoreProduct = route({
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
      state: oneOf(productStates),
      taken_down: z.string().nullable(),
      /** The pictures of the product and its variants. */
      files: z.array(PictureSchema),
      stock: z.array(z.object({ variant_id: z.string(), on_hand: z.int(), reserved: z.int() })),
      /** The fields it still needs to be put on sale, as paths. */
      missing: z.array(z.string()),
      /** Why it cannot be bought although nothing is missing. */
      unavailable_reason: z.enum(['closed', 'special']).nullable(),
    })
    .meta({ id: 'SellerProduct' }),
  refusals: ['product.not_found'],
  async handle({ db, storeId }, { product_id: { storeId: owner, id } }) {
    if (owner !== storeId) throw refuse('product.not_found')
    const owned = ownedBy(storeId)
    const [taxonomy, authorized, products, { rows }] = await Promise.all([
      taxonomyOf(db),
      authorizationsOf(db.read, storeId),
      readProducts(db.read, storeId, [id]),
      sql<Details>`
        select ${takenDown(owned)} as taken_down,
          coalesce((select json_agg(json_build_object('variant_id', v.id, 'on_hand', k.on_hand, 'reserved', k.reserved)
              order by v.position, v.id)
            from catalog.variants v join catalog.stock k on k.store_id = v.store_id and k.variant_id = v.id
              and k.pool = ${mainPool}
            where ${owned('v.store_id')} and v.product_id = p.id and v.removed_at is null), '[]') as stock,
          coalesce((select json_agg(json_build_object('id', f.id, 'width', f.width, 'height', f.height,
              'crop', f.crop, 'original', (select json_build_object('id', o.id, 'width', o.width, 'height', o.height)
                from platform.files o where ${owned('o.owner')} and o.id = f.original)))
            from platform.files f where ${owned('f.owner')} and f.id in (select unnest(p.pictures) union all
              select v.picture from catalog.variants v
              where ${owned('v.store_id')} and v.product_id = p.id and v.removed_at is null)), '[]') as files
        from catalog.products p where ${owned('p.store_id')} and p.id = ${id}
      `.execute(db.read),
    ])
    const product = products.get(id)
    const details = rows[0]
    if (!product || !details) throw refuse('product.not_found')
    const category = taxonomy.categories.get(product.category ?? '')
    const categoryState = category ? stateFor(category, authorized) : 'open'
    return {
      id: publicId('prd', storeId, id),
      ...savedProduct(storeId, product),
      state: product.state,
      taken_down: details.taken_down,
      files: details.files.map(file => pictureOf(storeId, file)),
      stock: details.stock.map(row => ({ ...row, variant_id: publicId('var', storeId, row.variant_id) })),
      missing: missingFields(product, taxonomy),
      unavailable_reason: categoryState === 'open' ? null : categoryState,
    }
  },
})

/** What follows from the other fields, or is changed by other verbs. */
const readOnly = ['id', 'state', 'taken_down', 'files', 'stock', 'missing', 'unavailable_reason']

export const sellerProducts = {
  createProduct: command({
    method: 'POST',
    path: '/api/seller/products',
    audience: 'seller',
    permission: 'products.edit',
    summary: 'Create a draft product',
    input: NewProductSchema,
    example: { title: 'Stoneware mug', variants: [{ name: 'Blue', sku: 'mug-blue', price_minor: 1_490, on_hand: 10 }] },
    refusals: saveRefusals,
    prepare: ({ db, storeId }, body) => Promise.all([taxonomyOf(db), productPatch(storeId, body)]),
    async run(tx, { storeId, userId }, _, [taxonomy, values]) {
      const [saved] = await saveProducts(tx, taxonomy, storeId, [{ values }], userId)
      return publicId('prd', storeId, saved!.id)
    },
    audit: 'product.create',
    entry: ({ title = '' }, id) => ({ subject: id, after: { title } }),
    shows: { route: showStoreProduct, input: product_id => ({ product_id }) },
  }),

  /**
   * Absent fields are unchanged. `variants` contains changes of variants, with `id`, and new ones, without;
   * `removed_variants` removes others. A refusal `product.changed_meanwhile` contains the current product as `current`.
   */
  updateProduct: command({
    method: 'PATCH',
    path: '/api/seller/products/:product_id',
    audience: 'seller',
    permission: 'products.edit',
    summary: 'Update a product: only the fields given, and only the variants given by id',
    input: ProductPatchSchema.extend({ product_id: storeOwned('prd'), revision: z.int().min(1) }),
    example: { revision: 1, title: 'Stoneware mug' },
    readOnly,
    refusals: [...saveRefusals, ...sellRefusals, 'category.not_authorized', 'product.changed_meanwhile'],
    owns: { product_id: 'product.not_found' },
    prepare: ({ db, storeId }, { product_id, revision, ...body }) =>
      Promise.all([taxonomyOf(db), productPatch(storeId, body)]),
    async run(tx, { storeId, userId }, { product_id: { id }, revision }, [taxonomy, values]) {
      const [saved] = await saveProducts(tx, taxonomy, storeId, [{ id, revision, values }], userId)
      return saved!
    },
    audit: 'product.update',
    entry: ({ product_id: { storeId, id } }, { before, after }) =>
      Object.keys(after).length > 0 ? { subject: publicId('prd', storeId, id), before, after } : null,
    shows: {
      route: showStoreProduct,
      input: ({ id }, { storeId }) => ({ product_id: publicId('prd', storeId, id) }),
    },
  }),

  publishProduct: command({
    method: 'POST',
    path: '/api/seller/products/:product_id/publish',
    audience: 'seller',
    permission: 'products.edit',
    summary: 'Put a product on sale',
    input: z.object({ product_id: storeOwned('prd') }),
    refusals: [
      'product.not_found',
      'product.taken_down',
      'product.incomplete',
      'category.closed',
      'category.not_authorized',
      ...sellRefusals,
    ],
    owns: { product_id: 'product.not_found' },
    prepare: ({ db }) => taxonomyOf(db),
    run: (tx, { storeId, userId }, { product_id }, taxonomy) =>
      publishProduct(tx, taxonomy, storeId, product_id.id, userId),
    audit: 'product.publish',
    entry: ({ product_id: { storeId, id } }) => ({ subject: publicId('prd', storeId, id) }),
  }),

  unlistProduct: command({
    method: 'POST',
    path: '/api/seller/products/:product_id/unlist',
    audience: 'seller',
    permission: 'products.edit',
    summary: 'Take a product off sale',
    input: z.object({ product_id: storeOwned('prd') }),
    refusals: ['product.not_found'],
    owns: { product_id: 'product.not_found' },
    run: (tx, { userId }, { product_id }) => unlistProduct(tx, product_id, userId),
    audit: 'product.unlist',
    entry: ({ product_id: { storeId, id } }) => ({ subject: publicId('prd', storeId, id) }),
  }),

  deleteProduct: command({
    method: 'DELETE',
    path: '/api/seller/products/:product_id',
    audience: 'seller',
    permission: 'products.edit',
    summary: 'Delete a draft; a product that was on sale is only taken off sale',
    input: z.object({ product_id: storeOwned('prd') }),
    refusals: ['product.not_found', 'product.not_draft'],
    owns: { product_id: 'product.not_found' },
    run: (tx, { storeId }, { product_id }) => deleteDraft(tx, storeId, product_id.id),
    audit: 'product.delete',
    entry: ({ product_id: { storeId, id } }, before) => ({ subject: publicId('prd', storeId, id), before }),
  }),

  duplicateProduct: command({
    method: 'POST',
    path: '/api/seller/products/:product_id/duplicate',
    audience: 'seller',
    permission: 'products.edit',
    summary: 'Make a draft with all fields of a product except SKUs, GTINs and stock',
    input: z.object({ product_id: storeOwned('prd') }),
    refusals: saveRefusals,
    owns: { product_id: 'product.not_found' },
    prepare: ({ db }) => taxonomyOf(db),
    run: async (tx, { storeId, userId }, { product_id }, taxonomy) =>
      publicId('prd', storeId, await duplicateProduct(tx, taxonomy, storeId, product_id.id, userId)),
    audit: 'product.duplicate',
    entry: ({ product_id: { storeId, id } }, copy) => ({ subject: copy, after: { of: publicId('prd', storeId, id) } }),
    shows: { route: showStoreProduct, input: product_id => ({ product_id }) },
  }),

  listStoreProducts: listOf({
    path: '/api/seller/products',
    audience: 'seller',
    permission: 'products.read',
    summary:
      'The store’s products, latest first or sorted; found by words of the title, part of a SKU, a GTIN or an id',
    input: {
      state: z.enum(productStates).optional(),
      title: z.string().max(100).optional(),
      q: z.string().trim().max(100).optional().describe('Part of a title or SKU, a GTIN, or an id'),
      sort: z.enum(Object.keys(productOrders) as [ProductSort, ...ProductSort[]]).optional(),
      updated_since: UpdatedSince.describe(
        'Created, changed, put on sale or taken off sale since; stock does not count',
      ),
    },
    row: productRow,
    owner: 'p.store_id',
    from: sql`catalog.products p`,
    filters: {
      state: state => sql`p.state = ${state}`,
      title: words => sql`p.title ilike ${containing(words)}`,
      q: (text, _, { storeId }) => sql`(p.title ilike ${containing(text)}
        or p.id = ${parsePublicId('prd', 2, text)?.[1] ?? null}::uuid
        or exists (select from catalog.variants v where v.store_id = ${storeId} and v.product_id = p.id
          and v.removed_at is null and (v.sku ilike ${containing(text)} or v.gtin = ${text})))`,
      updated_since: (at, _, { db, storeId }) => sql`(coalesce(p.changed_at, p.created_at) >= ${at}::timestamptz
        or p.id in ${movedSince(db, storeId, 'product', at)})`,
    },
    order: ({ sort }) => productOrders[sort ?? 'newest'],
    joined: (page, owned) => sql`(${page}) p
      cross join lateral (select coalesce(sum(k.on_hand), 0)::int as on_hand, coalesce(sum(k.reserved), 0)::int as reserved,
          (array_agg(v.id))[1] as only_variant, min(v.sku) as first_sku
        from catalog.variants v join catalog.stock k on k.store_id = v.store_id and k.variant_id = v.id
          and k.pool = ${mainPool}
        where ${owned('v.store_id')} and v.product_id = p.id and v.removed_at is null) k`,
    beside: {
      /** How many the store has in each state. */
      output: { counts: z.record(z.string(), z.int()) },
      async read({ db, storeId }) {
        const { rows } = await sql<{ state: string; n: number }>`
          select state, count(*)::int as n from catalog.products where store_id = ${storeId} group by state
        `.execute(db.read)
        return { counts: Object.fromEntries(rows.map(({ state, n }) => [state, n])) }
      },
    },
    file: { name: 'products' },
  }),

  showStoreProduct,
}
