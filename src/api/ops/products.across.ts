import { z } from 'zod'
import { Reason } from '#api/ops/reason.ts'
import { holdsWords, rowsWithWords } from '#api/ops/words.ts'
import { reinstateProduct, takeDownProduct } from '#catalog/index.ts'
import { catalogRefusals } from '#catalog/refusals.ts'
import { productStates } from '#catalog/states.ts'
import { col, rowOf, type Selected } from '#platform/columns.ts'
import { command } from '#platform/command.ts'
import { sql } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import { InstantSchema, instant, instantOrNull, MoneySchema, money, single, storeOwned } from '#platform/json.ts'
import { descending, listOf } from '#platform/list.ts'
import { pictureUrl } from '#platform/pictures.ts'
import { refuser } from '#platform/refusal.ts'
import { route } from '#platform/route.ts'

const refuse = refuser(catalogRefusals)

/** A product that was taken down is off sale, and its store cannot put it on sale. */
const shownStates = [...productStates, 'taken_down'] as const

type State = (typeof shownStates)[number]

const takenDown = sql`
  exists (select 1 from catalog.takedowns t
    where t.store_id = p.store_id and t.product_id = p.id and t.reinstated_at is null)`

const product = rowOf(
  {
    id: col.id('prd', 'p.store_id', 'p.id'),
    title: col.text('p.title'),
    store: col.group({ id: col.id('sto', 'p.store_id'), name: col.text('p.store') }),
    state: col.oneOf(shownStates, sql`case when ${takenDown} then 'taken_down' else p.state end`),
    picture: col.nullable(col.picture('p.store_id', sql`p.pictures[1]`, 96)),
    /** Null for a draft without one. */
    price_from: col.nullable(col.money('p.price_from_minor', 'p.currency')),
    on_hand: col.int('p.on_hand'),
    reserved: col.int('p.reserved'),
    created_at: col.instant('p.created_at'),
  },
  'OpsProduct',
)

/** Some `products` with store and stock, as `p`: the stock of all of them is summed in one query. */
const withStock = (products: ReturnType<typeof sql>) => sql`(
  with page as materialized (${products})
  select page.*, s.name as store, coalesce(k.on_hand, 0) as on_hand, coalesce(k.reserved, 0) as reserved
  from page join sellers.stores s on s.store_id = page.store_id
  left join (select v.store_id, v.product_id, sum(k.on_hand)::int as on_hand, sum(k.reserved)::int as reserved
    from catalog.variants v join catalog.stock k on k.store_id = v.store_id and k.variant_id = v.id
    where (v.store_id, v.product_id) in (select store_id, id from page) and v.removed_at is null
    group by v.store_id, v.product_id) k on k.store_id = page.store_id and k.product_id = page.id) p`

/** Few products are taken down, so they are found by their takedowns instead of scanning all products. */
const productsOf = (state: State | undefined, title: string | undefined) =>
  state === 'taken_down'
    ? sql`(select p.* from catalog.takedowns t join catalog.products p on p.store_id = t.store_id and p.id = t.product_id
        where t.reinstated_at is null and ${title ? holdsWords(sql`p.title`, title) : sql`true`} offset 0)`
    : rowsWithWords('catalog.products', 'title', title)

type VariantRow = {
  id: string
  name: string
  sku: string | null
  price_minor: bigint | null
  on_hand: number
  reserved: number
}

type TakedownRow = {
  reason: string
  by: string | null
  taken_down_at: Temporal.Instant
  reinstated_by: string | null
  reinstated_at: Temporal.Instant | null
}

export const opsProducts = {
  takeDownProduct: command({
    method: 'POST',
    path: '/api/ops/products/:product_id/take-down',
    audience: 'ops',
    summary: 'Take down a product, with a reason shown to its store',
    input: z.object({
      product_id: storeOwned('prd'),
      reason: Reason,
    }),
    example: { reason: 'Its pictures show another article.' },
    refusals: ['product.not_found', 'product.taken_down'],
    run: (tx, { userId }, { product_id, reason }) => takeDownProduct(tx, product_id, userId, reason),
    audit: 'product.take_down',
    entry: ({ product_id: { storeId, id }, reason }) => ({
      owner: storeId,
      subject: publicId('prd', storeId, id),
      after: { reason },
    }),
  }),

  reinstateProduct: command({
    method: 'POST',
    path: '/api/ops/products/:product_id/reinstate',
    audience: 'ops',
    summary: 'Reinstate a product that was taken down',
    input: z.object({ product_id: storeOwned('prd') }),
    refusals: ['product.not_taken_down'],
    run: (tx, { userId }, { product_id }) => reinstateProduct(tx, product_id, userId),
    audit: 'product.reinstate',
    entry: ({ product_id: { storeId, id } }) => ({ owner: storeId, subject: publicId('prd', storeId, id) }),
  }),

  listAllProducts: listOf({
    path: '/api/ops/products',
    audience: 'ops',
    summary: 'Products of all stores, latest first; filtered by words of the title, state or store',
    input: {
      title: z.string().max(100).optional(),
      state: z.enum(shownStates).optional(),
      store_id: single('sto').optional(),
    },
    row: product,
    from: ({ state, title }) => sql`${productsOf(state, title)} p`,
    filters: {
      state: state =>
        ({
          online: sql`p.state = 'online'`,
          draft: sql`p.state = 'draft'`,
          offline: sql`p.state = 'offline' and not ${takenDown}`,
          taken_down: null,
        })[state],
      store_id: storeId => sql`p.store_id = ${storeId}`,
    },
    order: descending(['p.created_at', 'instant'], ['p.id', 'uuid']),
    joined: withStock,
    file: { name: 'products' },
  }),

  showProductAsOperator: route({
    method: 'GET',
    path: '/api/ops/products/:product_id',
    audience: 'ops',
    summary: 'A product, with the history of its takedowns',
    input: z.object({ product_id: storeOwned('prd') }),
    output: product.schema
      .extend({
        description: z.string(),
        pictures: z.array(z.string()),
        variants: z.array(
          z.object({
            id: z.string(),
            name: z.string(),
            /** Null, like the price, of a draft that has none yet. */
            sku: z.string().nullable(),
            price: MoneySchema.nullable(),
            on_hand: z.int(),
            reserved: z.int(),
          }),
        ),
        takedowns: z.array(
          z.object({
            reason: z.string(),
            by: z.string(),
            at: InstantSchema,
            reinstated_by: z.string().nullable(),
            reinstated_at: InstantSchema.nullable(),
          }),
        ),
      })
      .meta({ id: 'OpsProductPage' }),
    refusals: ['product.not_found'],
    async handle({ db }, { product_id: { storeId, id } }) {
      const [found, variants, takedowns] = await Promise.all([
        sql<Selected & { description: string; pictures: string[]; currency: string }>`
          select ${product.select()}, p.description_text as description, p.pictures, p.currency
          from ${withStock(sql`select * from catalog.products where store_id = ${storeId} and id = ${id}`)}
        `.execute(db.read),
        sql<VariantRow>`
          select v.id, v.label as name, v.sku, v.price_minor, k.on_hand, k.reserved
          from catalog.variants v join catalog.stock k on k.store_id = v.store_id and k.variant_id = v.id
          where v.store_id = ${storeId} and v.product_id = ${id} and v.removed_at is null order by v.position
        `.execute(db.read),
        sql<TakedownRow>`
          select t.reason, u.name as by, t.taken_down_at, b.name as reinstated_by, t.reinstated_at
          from catalog.takedowns t left join accounts.users u on u.id = t.taken_down_by
          left join accounts.users b on b.id = t.reinstated_by
          where t.store_id = ${storeId} and t.product_id = ${id} order by t.id desc
        `.execute(db.read),
      ])
      const row = found.rows[0]
      if (!row) throw refuse('product.not_found')
      return {
        ...product.json(row, { db }),
        description: row.description,
        pictures: row.pictures.map(picture => pictureUrl(storeId, picture, 480)),
        variants: variants.rows.map(({ price_minor, ...variant }) => ({
          ...variant,
          id: publicId('var', storeId, variant.id),
          price: price_minor === null ? null : money(price_minor, row.currency),
        })),
        takedowns: takedowns.rows.map(({ taken_down_at, ...takedown }) => ({
          ...takedown,
          by: takedown.by ?? '',
          at: instant(taken_down_at),
          reinstated_at: instantOrNull(takedown.reinstated_at),
        })),
      }
    },
  }),
}
