import { z } from 'zod'
import { type Trader, TraderSchema, trader } from '#api/shop/trader.ts'
import { sql } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import { pictureUrl } from '#platform/pictures.ts'
import { refuser } from '#platform/refusal.ts'
import { route } from '#platform/route.ts'
import { sellerRefusals } from '#sellers/refusals.ts'

const refuse = refuser(sellerRefusals)

const StoreSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    slug: z.string(),
    about: z.string(),
    country: z.string(),
    opened_on: z.string(),
    products: z.int(),
    /** Pictures of the store, if it has them: beside its name, above its page. */
    logo: z.string().nullable(),
    banner: z.string().nullable(),
  })
  .meta({ id: 'Store' })

type Row = {
  store_id: string
  name: string
  slug: string
  about: string
  country: string
  opened_at: Temporal.Instant
  time_zone: string
  logo: string | null
  banner: string | null
}

/** Counting stops here: higher numbers are of no use and cost a scan. */
const countedProducts = 1_000
const countedStores = 1_000

const columns = sql`s.store_id, s.name, s.slug, s.about, s.country, s.opened_at, s.time_zone, s.logo,
  s.banner`

/** SQL: how many products of this store (an expression) can be found. */
const productsOf = (store: string) => sql<number>`(
  select count(*)::int from (
    select from search.documents where store_id = ${sql.ref(store)} limit ${countedProducts}) d)`

const storeOf = (row: Row, products: number) => ({
  id: publicId('sto', row.store_id),
  name: row.name,
  slug: row.slug,
  about: row.about,
  country: row.country,
  opened_on: row.opened_at.toZonedDateTimeISO(row.time_zone).toPlainDate().toString(),
  products,
  logo: row.logo && pictureUrl(row.store_id, row.logo, 96),
  banner: row.banner && pictureUrl(row.store_id, row.banner, 1600),
})

export const shopStores = {
  listStores: route({
    method: 'GET',
    path: '/api/shop/stores',
    audience: 'public',
    summary: 'Stores, by name',
    input: z.object({ limit: z.coerce.number().int().min(1).max(100).default(24) }),
    output: z.object({
      items: z.array(StoreSchema),
      /** How many there are, up to a thousand and one. */
      total: z.int(),
    }),
    refusals: [],
    async handle({ db }, { limit }) {
      const { rows } = await sql<Row & { total: number }>`
        select ${columns}, (select count(*)::int from (
          select from sellers.stores where approved_at is not null limit ${countedStores + 1}) c) as total
        from sellers.stores s where s.approved_at is not null
        order by s.name collate platform.people, s.store_id limit ${limit}
      `.execute(db.read)
      const counts = await sql<{ n: number }>`
        select ${productsOf('k.store_id')} as n
        from unnest(${rows.map(row => row.store_id)}::uuid[]) with ordinality k(store_id, place) order by k.place
      `.execute(db.read)
      return { items: rows.map((row, n) => storeOf(row, counts.rows[n]!.n)), total: rows[0]?.total ?? 0 }
    },
  }),

  showStore: route({
    method: 'GET',
    path: '/api/shop/stores/:slug',
    audience: 'public',
    summary: 'A store by its address',
    input: z.object({ slug: z.string().max(80) }),
    output: StoreSchema.extend({ trader: TraderSchema.nullable() }).meta({ id: 'StorePage' }),
    refusals: ['store.not_found'],
    async handle({ db }, { slug }) {
      const { rows: found } = await sql<{ store_id: string; products: number }>`
        select g.store_id, ${productsOf('g.store_id')} as products from sellers.slugs g where g.slug = ${slug}
      `.execute(db.read)
      if (!found[0]) throw refuse('store.not_found')
      const { store_id, products } = found[0]
      const { rows } = await sql<Row & { trader: Trader | null }>`
        select ${columns}, ${trader('s')} as trader from sellers.stores s
        where s.store_id = ${store_id} and s.approved_at is not null
      `.execute(db.read)
      if (!rows[0]) throw refuse('store.not_found')
      return { ...storeOf(rows[0], products), trader: rows[0].trader }
    },
  }),
}
