import { z } from 'zod'
import { card, cardsOf, type ProductKey, productKeys, productsOf, readCards, withDelivery } from '#api/shop/card.ts'
import { follow, unfollow, unwish, wish } from '#buyers/index.ts'
import { destinationOf, offeredIn } from '#catalog/index.ts'
import type { Selected } from '#platform/columns.ts'
import { command } from '#platform/command.ts'
import { sql } from '#platform/db.ts'
import { parsePublicId, publicId } from '#platform/ids.ts'
import { CountryInput, single, storeOwned } from '#platform/json.ts'
import { ownedBy } from '#platform/owned.ts'
import { route } from '#platform/route.ts'

const product = z.object({ product_id: storeOwned('prd') })

const store = z.object({ store_id: single('sto') })

type Followed = { store_id: string; name: string; slug: string; country: string }

export const shopWishes = {
  wish: command({
    method: 'PUT',
    path: '/api/shop/wishes/:product_id',
    audience: 'shop',
    summary: 'Add a product to the wish list',
    input: product,
    refusals: ['wish.too_many'],
    run: (tx, { buyerId }, { product_id }) => wish(tx, buyerId!, product_id),
    audit: { none: 'a buyer’s own list' },
  }),

  unwish: command({
    method: 'DELETE',
    path: '/api/shop/wishes/:product_id',
    audience: 'shop',
    summary: 'Remove a product from the wish list',
    input: product,
    refusals: [],
    run: (tx, { buyerId }, { product_id }) => unwish(tx, buyerId!, product_id),
    audit: { none: 'a buyer’s own list' },
  }),

  follow: command({
    method: 'PUT',
    path: '/api/shop/follows/:store_id',
    audience: 'shop',
    summary: 'Follow a store',
    input: store,
    refusals: ['follow.too_many'],
    run: (tx, { buyerId }, { store_id }) => follow(tx, buyerId!, store_id),
    audit: { none: 'a buyer’s own list' },
  }),

  unfollow: command({
    method: 'DELETE',
    path: '/api/shop/follows/:store_id',
    audience: 'shop',
    summary: 'Unfollow a store',
    input: store,
    refusals: [],
    run: (tx, { buyerId }, { store_id }) => unfollow(tx, buyerId!, store_id),
    audit: { none: 'a buyer’s own list' },
  }),

  listWishes: route({
    method: 'GET',
    path: '/api/shop/wishes',
    audience: 'shop',
    summary: 'The wish list, latest first, without products that are off sale',
    input: z.object({ country: CountryInput.optional() }),
    output: z.object({
      items: z.array(
        card.schema.extend({
          /** To the country asked for; true when none is. */
          delivered: z.boolean(),
        }),
      ),
    }),
    refusals: [],
    async handle({ db, buyerId }, { country }) {
      const { rows: wished } = await sql<ProductKey>`
        select store_id as "storeId", product_id as id from buyers.wishes where buyer_id = ${buyerId}
        order by wished_at desc, product_id
      `.execute(db.read)
      if (wished.length === 0) return { items: [] }
      const owned = ownedBy(wished.map(wish => wish.storeId))
      const to = destinationOf(country, db.clock.now())
      const products = sql`
        select ${withDelivery(to, owned)}, ${offeredIn('p', to, owned)} as delivered
        from ${productsOf(wished, owned)} and ${offeredIn('p', 'anywhere', owned)}`
      const { rows } = await sql<Selected & { delivered: boolean }>`
        select ${card.select(owned)}, p.delivered from ${cardsOf(products, owned)} order by p.n
      `.execute(db.read)
      return { items: rows.map(row => ({ ...card.json(row, { db }), delivered: row.delivered })) }
    },
  }),

  listFollows: route({
    method: 'GET',
    path: '/api/shop/follows',
    audience: 'shop',
    summary: 'Followed stores, latest first, each with its newest products',
    input: z.object({
      /** Of each store's fifty newest products, those delivered there. */
      country: CountryInput.optional(),
    }),
    output: z.object({
      items: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          slug: z.string(),
          country: z.string(),
          newest: z.array(card.schema),
        }),
      ),
    }),
    refusals: [],
    async handle({ db, buyerId }, { country }) {
      const { rows: follows } = await sql<{ id: string }>`
        select store_id as id from buyers.follows where buyer_id = ${buyerId} order by followed_at desc, store_id
      `.execute(db.read)
      if (follows.length === 0) return { items: [] }
      const ids = follows.map(store => store.id)
      const [stores, newest] = await Promise.all([
        sql<Followed>`
          select store_id, name, slug, country from sellers.stores where store_id = any(${ids}::uuid[])
        `.execute(db.read),
        sql<ProductKey>`
          select d.store_id as "storeId", d.product_id as id from unnest(${ids}::uuid[]) k(store_id)
          cross join lateral (
            select * from (
              select * from search.documents where store_id = k.store_id order by online_at desc, product_id desc limit 50) d
            where ${country ? sql`words @@ ${`'to=${country.toLowerCase()}'`}::tsquery` : sql`true`}
            order by online_at desc, product_id desc limit 4) d
          order by d.online_at desc, d.product_id desc
        `.execute(db.read),
      ])
      const rows = await readCards(db.read, newest.rows, destinationOf(country, db.clock.now()))
      const cards = Map.groupBy(
        rows.map(row => card.json(row, { db })),
        ({ store }) => store.id,
      )
      const followed = new Map(stores.rows.map(store => [store.store_id, store]))
      return {
        items: ids.map(id => {
          const { store_id, ...store } = followed.get(id)!
          const own = { id: publicId('sto', store_id), ...store }
          return { ...own, newest: cards.get(own.id) ?? [] }
        }),
      }
    },
  }),

  checkSaved: route({
    method: 'GET',
    path: '/api/shop/saved',
    audience: 'shop',
    summary: 'Whether the given products are on the wish list and the given stores are followed',
    input: z.object({
      product_ids: z.string().max(5_000).default('').describe('Separated by commas'),
      store_id: z.string().max(100).default(''),
    }),
    output: z.object({ wished: z.array(z.string()), followed: z.boolean() }),
    refusals: [],
    async handle({ db, buyerId }, { product_ids, store_id }) {
      if (!buyerId) return { wished: [], followed: false }
      const products = productKeys(product_ids)
      const [store = null] = parsePublicId('sto', 1, store_id) ?? []
      const { rows } = await sql<{ store_id: string; product_id: string | null }>`
        select w.store_id, w.product_id from buyers.wishes w
        join unnest(${products.map(key => key.storeId)}::uuid[], ${products.map(key => key.id)}::uuid[]) a(store_id, product_id)
          using (store_id, product_id) where w.buyer_id = ${buyerId}
        union all select store_id, null from buyers.follows where buyer_id = ${buyerId} and store_id = ${store}::uuid
      `.execute(db.read)
      return {
        wished: rows.flatMap(row => (row.product_id ? [publicId('prd', row.store_id, row.product_id)] : [])),
        followed: rows.some(row => row.product_id === null),
      }
    },
  }),
}
