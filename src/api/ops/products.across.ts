import { z } from 'zod'
import { Reason } from '#api/ops/reason.ts'
import { holdsWords } from '#api/ops/words.ts'
import { userNames } from '#api/user-names.ts'
import { reinstateProduct, takeDownProduct } from '#catalog/index.ts'
import { catalogRefusals } from '#catalog/refusals.ts'
import { productStates } from '#catalog/states.ts'
import { col, rowOf, type Selected } from '#platform/columns.ts'
import { command } from '#platform/command.ts'
import { sql } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import { InstantSchema, instant, instantOrNull, MoneySchema, money, single, storeOwned } from '#platform/json.ts'
import { descending, listOf } from '#platform/list.ts'
import { ownedBy } from '#platform/owned.ts'
import { pictureUrl } from '#platform/pictures.ts'
import { refuser } from '#platform/refusal.ts'
import { route } from '#platform/route.ts'

const refuse = refuser(catalogRefusals)

/** A product that was taken down is off sale, and its store cannot put it on sale. */
const shownStates = [...productStates, 'taken_down'] as const

type State = (typeof shownStates)[number]

const product = rowOf(
  {
    id: col.id('prd', 'p.store_id', 'p.id'),
    title: col.text('p.title'),
    store: col.group({ id: col.id('sto', 'p.store_id'), name: col.text('p.store') }),
    state: col.oneOf(shownStates, sql`case when p.taken_down then 'taken_down' else p.state end`),
    picture: col.nullable(col.picture('p.store_id', sql`p.pictures[1]`, 96)),
    /** Null for a draft without one. */
    price_from: col.nullable(col.money('p.price_from_minor', 'p.currency')),
    on_hand: col.int('p.on_hand'),
    reserved: col.int('p.reserved'),
    created_at: col.instant('p.created_at'),
  },
  'OpsProduct',
)

type Key = { readonly store_id: string; readonly id: string }

/** SQL: these products with store, takedown and stock, as `p`, in the order of `p.n`; the stock is summed in one query. */
function withStock(keys: readonly Key[]): ReturnType<typeof sql> {
  const owners = keys.map(key => key.store_id)
  const owned = ownedBy(owners)
  const wanted = sql`unnest(${owners}::uuid[], ${keys.map(key => key.id)}::uuid[])`
  return sql`(
    select p.*, i.n, s.name as store, t.id is not null as taken_down,
      coalesce(k.on_hand, 0) as on_hand, coalesce(k.reserved, 0) as reserved
    from ${wanted} with ordinality i(store_id, id, n)
    join catalog.products p on ${owned('p.store_id')} and p.store_id = i.store_id and p.id = i.id
    join sellers.stores s on ${owned('s.store_id')} and s.store_id = p.store_id
    left join catalog.takedowns t on ${owned('t.store_id')} and t.store_id = p.store_id and t.product_id = p.id
      and t.reinstated_at is null
    left join (select v.store_id, v.product_id, sum(k.on_hand)::int as on_hand, sum(k.reserved)::int as reserved
      from ${wanted} i(store_id, id)
      join catalog.variants v on ${owned('v.store_id')} and v.store_id = i.store_id and v.product_id = i.id
      join catalog.stock k on ${owned('k.store_id')} and k.store_id = v.store_id and k.variant_id = v.id
      where v.removed_at is null
      group by v.store_id, v.product_id) k on k.store_id = p.store_id and k.product_id = p.id) p`
}

const byState: Readonly<Record<State, ReturnType<typeof sql>>> = {
  online: sql`catalog.products p where p.state = 'online'`,
  draft: sql`catalog.products p where p.state = 'draft'`,
  offline: sql`catalog.products p where p.state = 'offline' and not exists (
    select from catalog.takedowns t where t.store_id = p.store_id and t.product_id = p.id and t.reinstated_at is null)`,
  // few are taken down, so they are found by their takedowns instead of scanning all products
  taken_down: sql`catalog.takedowns t join catalog.products p on p.store_id = t.store_id and p.id = t.product_id
    where t.reinstated_at is null`,
}

/** SQL after `from`: products `p` in a state, with these words in their titles; the fence as in `rowsWithWords`. */
function productsOf(state: State | undefined, title: string | undefined) {
  const found = state ? byState[state] : sql`catalog.products p where true`
  const named = title ? sql`and ${holdsWords(sql`p.title`, title)}` : sql``
  return sql`(select p.* from ${found} ${named} ${title || state === 'taken_down' ? sql`offset 0` : sql``}) p`
}

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
  taken_down_by: string
  taken_down_at: Temporal.Instant
  reinstated_by: string | null
  reinstated_at: Temporal.Instant | null
}

export const opsProducts = {
  takeDownProduct: command({
    method: 'POST',
    path: '/api/ops/products/:product_id/take-down',
    audience: 'ops',
    permission: 'ops.products',
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
    permission: 'ops.products',
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
    permission: 'ops.read',
    summary: 'Products of all stores, latest first; filtered by words of the title, state or store',
    input: {
      title: z.string().max(100).optional(),
      state: z.enum(shownStates).optional(),
      store_id: single('sto').optional(),
    },
    row: product,
    from: ({ state, title }) => productsOf(state, title),
    filters: {
      store_id: storeId => sql`p.store_id = ${storeId}`,
    },
    order: descending(['p.created_at', 'instant'], ['p.id', 'uuid']),
    pageColumns: sql`p.store_id, p.id`,
    async read({ db }, page) {
      const { rows } = await sql<Selected>`
        select ${product.select()} from ${withStock(page as unknown as Key[])} order by p.n
      `.execute(db.read)
      return rows
    },
    file: { name: 'products' },
  }),

  showProductAsOperator: route({
    method: 'GET',
    path: '/api/ops/products/:product_id',
    audience: 'ops',
    permission: 'ops.read',
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
          from ${withStock([{ store_id: storeId, id }])}
        `.execute(db.read),
        sql<VariantRow>`
          select v.id, v.label as name, v.sku, v.price_minor, k.on_hand, k.reserved
          from catalog.variants v join catalog.stock k on k.store_id = v.store_id and k.variant_id = v.id
          where v.store_id = ${storeId} and v.product_id = ${id} and v.removed_at is null order by v.position
        `.execute(db.read),
        sql<TakedownRow>`
          select reason, taken_down_by, taken_down_at, reinstated_by, reinstated_at from catalog.takedowns
          where store_id = ${storeId} and product_id = ${id} order by id desc
        `.execute(db.read),
      ])
      const row = found.rows[0]
      if (!row) throw refuse('product.not_found')
      const people = takedowns.rows.flatMap(({ taken_down_by, reinstated_by }) => [taken_down_by, reinstated_by])
      const nameOf = await userNames(db.read, people)
      return {
        ...product.json(row, { db }),
        description: row.description,
        pictures: row.pictures.map(picture => pictureUrl(storeId, picture, 480)),
        variants: variants.rows.map(({ price_minor, ...variant }) => ({
          ...variant,
          id: publicId('var', storeId, variant.id),
          price: price_minor === null ? null : money(price_minor, row.currency),
        })),
        takedowns: takedowns.rows.map(({ reason, taken_down_by, taken_down_at, reinstated_by, reinstated_at }) => ({
          reason,
          by: nameOf(taken_down_by) ?? '',
          at: instant(taken_down_at),
          reinstated_by: nameOf(reinstated_by),
          reinstated_at: instantOrNull(reinstated_at),
        })),
      }
    },
  }),
}
