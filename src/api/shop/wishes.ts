import { z } from 'zod'
import { card, cardsOf } from '#api/shop/card.ts'
import { follow, unfollow, unwish, wish } from '#buyers/index.ts'
import { destinationOf, offeredIn } from '#catalog/index.ts'
import type { Selected } from '#platform/columns.ts'
import { command } from '#platform/command.ts'
import { sql } from '#platform/db.ts'
import { parsePublicId, publicId } from '#platform/ids.ts'
import { CountryInput, single, storeOwned } from '#platform/json.ts'
import { ofAllOwners } from '#platform/owned.ts'
import { route } from '#platform/route.ts'

const product = z.object({ product_id: storeOwned('prd') })

const store = z.object({ store_id: single('sto') })

/** (store, product) of each valid public id. */
const keysOf = (ids: string): string[][] =>
  ids.split(',').flatMap(id => [parsePublicId('prd', 2, id)].filter(key => key !== null))

/** A followed store, repeated for each of its newest products. */
type Followed = { shown: boolean; store_id: string; name: string; slug: string; country: string }

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
      const products = sql`
        select p.*, w.wished_at, ${offeredIn('p', destinationOf(country, db.clock.now()), ofAllOwners)} as delivered
        from buyers.wishes w
        join catalog.products p on p.store_id = w.store_id and p.id = w.product_id and ${offeredIn('p', 'anywhere', ofAllOwners)}
        where w.buyer_id = ${buyerId}`
      const { rows } = await sql<Selected & { delivered: boolean }>`
        select ${card.select()}, p.delivered from ${cardsOf(products)} order by p.wished_at desc, p.id
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
      const newest = sql`
        select * from (select * from catalog.products where store_id = f.store_id and state = 'online'
          order by online_at desc, id desc limit 50) p
        where ${offeredIn('p', destinationOf(country, db.clock.now()), ofAllOwners)}
        order by p.online_at desc, p.id desc limit 4`
      const { rows } = await sql<Selected & Followed>`
        select c.*, c.online_at is not null as shown, s.store_id, s.name, s.slug, s.country from buyers.follows f
        join sellers.stores s on s.store_id = f.store_id
        left join lateral (select ${card.select()}, p.online_at from ${cardsOf(newest)}) c on true
        where f.buyer_id = ${buyerId} order by f.followed_at desc, s.store_id, c.online_at desc
      `.execute(db.read)
      return {
        items: [...Map.groupBy(rows, row => row.slug).values()].map(own => ({
          id: publicId('sto', own[0]!.store_id),
          name: own[0]!.name,
          slug: own[0]!.slug,
          country: own[0]!.country,
          newest: own.filter(row => row.shown).map(row => card.json(row, { db })),
        })),
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
      const products = keysOf(product_ids)
      const [store = null] = parsePublicId('sto', 1, store_id) ?? []
      const { rows } = await sql<{ store_id: string; product_id: string | null }>`
        select w.store_id, w.product_id from buyers.wishes w
        join unnest(${products.map(key => key[0]!)}::uuid[], ${products.map(key => key[1]!)}::uuid[]) a(store_id, product_id)
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
