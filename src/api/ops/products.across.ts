import { z } from 'zod'
import { holdsWords, rowsWithWords } from '#api/ops/words.ts'
import { putBackProduct, takeDownProduct } from '#catalog/index.ts'
import { takedownReasonMaxCharacters } from '#catalog/limits.ts'
import { catalogRefusals } from '#catalog/refusals.ts'
import { audit } from '#platform/audit.ts'
import { sql } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import {
  cursorOf,
  fromCursor,
  InstantSchema,
  instant,
  instantOrNull,
  MoneySchema,
  money,
  OkSchema,
  ok,
  pageInput,
  pageOf,
  single,
  storeOwned,
} from '#platform/json.ts'
import { onceInTx } from '#platform/once.ts'
import { pictureUrl } from '#platform/pictures.ts'
import { refuser } from '#platform/refusal.ts'
import { route } from '#platform/route.ts'

const refuse = refuser(catalogRefusals)

/** A product that was taken down is off sale, and its store cannot change that. */
const productStates = ['online', 'offline', 'taken_down', 'draft'] as const

type State = (typeof productStates)[number]

const ProductSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    store: z.object({ id: z.string(), name: z.string() }),
    state: z.enum(productStates),
    picture: z.string().nullable(),
    /** Null of a draft that has none yet. */
    price_from: MoneySchema.nullable(),
    on_hand: z.int(),
    reserved: z.int(),
    created_at: InstantSchema,
  })
  .meta({ id: 'OpsProduct' })

type Row = {
  store_id: string
  id: string
  title: string
  store: string
  state: State
  cover: string | null
  price_from_minor: bigint | null
  currency: string
  on_hand: number
  reserved: number
  created_at: Temporal.Instant
}

const takenDown = sql`
  exists (select 1 from catalog.takedowns t
    where t.store_id = p.store_id and t.product_id = p.id and t.put_back_at is null)`

/** One page of `products` with store and stock: the stock of all of them is summed at once. */
const withStock = (products: ReturnType<typeof sql>) => sql<Row>`
  with page as materialized (${products})
  select p.store_id, p.id, p.title, s.name as store, case when ${takenDown} then 'taken_down' else p.state end as state,
    p.pictures[1] as cover, p.price_from_minor, p.currency, coalesce(k.on_hand, 0) as on_hand,
    coalesce(k.reserved, 0) as reserved, p.created_at
  from page p join sellers.stores s on s.store_id = p.store_id
  left join (select v.store_id, v.product_id, sum(k.on_hand)::int as on_hand, sum(k.reserved)::int as reserved
    from catalog.variants v join catalog.stock k on k.store_id = v.store_id and k.variant_id = v.id
    where (v.store_id, v.product_id) in (select store_id, id from page) and v.removed_at is null
    group by v.store_id, v.product_id) k on k.store_id = p.store_id and k.product_id = p.id
  order by p.created_at desc, p.id desc`

const shown = (row: Row): z.input<typeof ProductSchema> => ({
  id: publicId('prd', row.store_id, row.id),
  title: row.title,
  store: { id: publicId('sto', row.store_id), name: row.store },
  state: row.state,
  picture: row.cover && pictureUrl(row.store_id, row.cover, 96),
  price_from: row.price_from_minor === null ? null : money(row.price_from_minor, row.currency),
  on_hand: row.on_hand,
  reserved: row.reserved,
  created_at: instant(row.created_at),
})

/** Few are taken down: they are found by their takedowns, not by a walk through all products. */
const productsOf = (state: State | undefined, title: string | undefined) =>
  state === 'taken_down'
    ? sql`(select p.* from catalog.takedowns t join catalog.products p on p.store_id = t.store_id and p.id = t.product_id
        where t.put_back_at is null and ${title ? holdsWords(sql`p.title`, title) : sql`true`} offset 0)`
    : rowsWithWords('catalog.products', 'title', title)

type TakedownRow = {
  reason: string
  by: string | null
  taken_down_at: Temporal.Instant
  put_back_by: string | null
  put_back_at: Temporal.Instant | null
}

export const opsProducts = {
  takeDownProduct: route({
    method: 'POST',
    path: '/api/ops/products/:product_id/take-down',
    audience: 'ops',
    summary: 'Take down a product, with a reason shown to its store',
    input: z.object({
      product_id: storeOwned('prd'),
      reason: z.string().trim().min(3).max(takedownReasonMaxCharacters),
    }),
    example: { reason: 'Its pictures show another article.' },
    output: OkSchema,
    refusals: ['product.not_found', 'product.taken_down'],
    handle: ({ db, userId, once }, { product_id, reason }) =>
      onceInTx(db, once, 'take down product', async tx => {
        const { storeId, id } = product_id
        await takeDownProduct(tx, product_id, userId, reason)
        const subject = publicId('prd', storeId, id)
        await audit(tx, { owner: storeId, userId, action: 'product.take_down', subject, after: { reason } })
        return ok
      }),
  }),

  putBackProduct: route({
    method: 'POST',
    path: '/api/ops/products/:product_id/put-back',
    audience: 'ops',
    summary: 'Reinstate a product that was taken down',
    input: z.object({ product_id: storeOwned('prd') }),
    output: OkSchema,
    refusals: ['product.not_taken_down'],
    handle: ({ db, userId, once }, { product_id }) =>
      onceInTx(db, once, 'put back product', async tx => {
        const { storeId, id } = product_id
        await putBackProduct(tx, product_id, userId)
        await audit(tx, { owner: storeId, userId, action: 'product.put_back', subject: publicId('prd', storeId, id) })
        return ok
      }),
  }),

  listAnyProducts: route({
    method: 'GET',
    path: '/api/ops/products',
    audience: 'ops',
    summary: 'Products of all stores, latest first; filtered by words of the title, state or store',
    input: z.object({
      title: z.string().max(100).optional(),
      state: z.enum(productStates).optional(),
      store_id: single('sto').optional(),
      ...pageInput,
    }),
    output: pageOf(ProductSchema),
    refusals: [],
    async handle({ db }, { title, state, store_id, after, limit }) {
      const [at, id] = fromCursor(after, 'instant', 'uuid') ?? []
      const filters = [
        (state === 'online' || state === 'draft') && sql`p.state = ${state}`,
        state === 'offline' && sql`p.state = 'offline' and not ${takenDown}`,
        store_id && sql`p.store_id = ${store_id}`,
        at && id && sql`(p.created_at, p.id) < (${at}::timestamptz, ${id}::uuid)`,
      ].filter(filter => typeof filter === 'object')
      const { rows } = await withStock(sql`
        select p.* from ${productsOf(state, title)} p where ${sql.join([sql`true`, ...filters], sql` and `)}
        order by p.created_at desc, p.id desc limit ${limit + 1}`).execute(db.read)
      const last = rows[limit - 1]
      return {
        items: rows.slice(0, limit).map(shown),
        next: rows.length > limit && last ? cursorOf(last.created_at.toString(), last.id) : null,
      }
    },
  }),

  showAnyProduct: route({
    method: 'GET',
    path: '/api/ops/products/:product_id',
    audience: 'ops',
    summary: 'A product, with the history of its takedowns',
    input: z.object({ product_id: storeOwned('prd') }),
    output: ProductSchema.extend({
      description: z.string(),
      pictures: z.array(z.string()),
      variants: z.array(
        z.object({
          name: z.string(),
          sku: z.string(),
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
          put_back_by: z.string().nullable(),
          put_back_at: InstantSchema.nullable(),
        }),
      ),
    }).meta({ id: 'OpsProductPage' }),
    refusals: ['product.not_found'],
    async handle({ db }, { product_id: { storeId, id } }) {
      const [found, facts, variants, takedowns] = await Promise.all([
        withStock(sql`select * from catalog.products where store_id = ${storeId} and id = ${id}`).execute(db.read),
        sql<{ description: string; pictures: string[] }>`
          select description_text as description, pictures from catalog.products where store_id = ${storeId} and id = ${id}
        `.execute(db.read),
        sql<{ name: string; sku: string; price_minor: bigint | null; on_hand: number; reserved: number }>`
          select v.label as name, v.sku, v.price_minor, k.on_hand, k.reserved
          from catalog.variants v join catalog.stock k on k.store_id = v.store_id and k.variant_id = v.id
          where v.store_id = ${storeId} and v.product_id = ${id} and v.removed_at is null order by v.position
        `.execute(db.read),
        sql<TakedownRow>`
          select t.reason, u.name as by, t.taken_down_at, b.name as put_back_by, t.put_back_at
          from catalog.takedowns t left join accounts.users u on u.id = t.taken_down_by
          left join accounts.users b on b.id = t.put_back_by
          where t.store_id = ${storeId} and t.product_id = ${id} order by t.id desc
        `.execute(db.read),
      ])
      const [product, fact] = [found.rows[0], facts.rows[0]]
      if (!product || !fact) throw refuse('product.not_found')
      return {
        ...shown(product),
        description: fact.description,
        pictures: fact.pictures.map(picture => pictureUrl(storeId, picture, 480)),
        variants: variants.rows.map(({ price_minor, ...variant }) => ({
          ...variant,
          price: price_minor === null ? null : money(price_minor, product.currency),
        })),
        takedowns: takedowns.rows.map(({ taken_down_at, ...row }) => ({
          ...row,
          by: row.by ?? '',
          at: instant(taken_down_at),
          put_back_at: instantOrNull(row.put_back_at),
        })),
      }
    },
  }),
}
