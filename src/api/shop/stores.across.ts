import { z } from 'zod'
import { type Trader, TraderSchema, trader } from '#api/shop/trader.ts'
import { offeredIn } from '#catalog/index.ts'
import { sql } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import { ofAllOwners } from '#platform/owned.ts'
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
  products: number
}

/** Counting stops here: higher numbers are of no use and cost a scan. */
const countedProducts = 1_000

/** Whether they may be sold is asked once for each category of a store, not for each product. */
const columns = sql`s.store_id, s.name, s.slug, s.about, s.country, s.opened_at, s.time_zone,
  (select coalesce(sum(p.n), 0)::int from (
    select store_id, state, category, count(*) as n from (
      select store_id, state, category from catalog.products where store_id = s.store_id and state = 'online'
      limit ${countedProducts}) online
    group by store_id, state, category) p where ${offeredIn('p', 'anywhere', ofAllOwners)}) as products`

const storeOf = (row: Row) => ({
  id: publicId('sto', row.store_id),
  name: row.name,
  slug: row.slug,
  about: row.about,
  country: row.country,
  opened_on: row.opened_at.toZonedDateTimeISO(row.time_zone).toPlainDate().toString(),
  products: row.products,
})

export const shopStores = {
  listStores: route({
    method: 'GET',
    path: '/api/shop/stores',
    audience: 'public',
    summary: 'Stores, by name',
    input: z.object({ limit: z.coerce.number().int().min(1).max(100).default(24) }),
    output: z.object({ items: z.array(StoreSchema) }),
    refusals: [],
    async handle({ db }, { limit }) {
      const { rows } = await sql<Row>`
        select ${columns} from sellers.stores s where s.approved_at is not null
        order by s.name collate platform.people, s.store_id limit ${limit}
      `.execute(db.read)
      return { items: rows.map(storeOf) }
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
      const { rows } = await sql<Row & { trader: Trader | null }>`
        select ${columns}, ${trader('s')} as trader from sellers.slugs g join sellers.stores s on s.store_id = g.store_id where g.slug = ${slug} and s.approved_at is not null
      `.execute(db.read)
      if (!rows[0]) throw refuse('store.not_found')
      return { ...storeOf(rows[0]), trader: rows[0].trader }
    },
  }),
}
