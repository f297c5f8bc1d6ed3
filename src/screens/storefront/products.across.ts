import { z } from 'zod'
import { sql } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import { cursorOf, fromCursor, MoneySchema, money, pageInput, pageOf, single } from '#platform/json.ts'
import { pictureUrl } from '#platform/pictures.ts'
import { route } from '#platform/route.ts'

export const CardSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    picture: z.string(),
    price: MoneySchema,
    /** Variants differ in number, so perhaps in price. */
    variants: z.int(),
    colors: z.array(z.string()),
    store: z.object({ id: z.string(), name: z.string(), slug: z.string(), country: z.string() }),
  })
  .meta({ id: 'ProductCard' })

type Row = {
  store_id: string
  id: string
  title: string
  cover: string
  price_from_minor: bigint
  variant_count: number
  online_at: Temporal.Instant
  colors: string[] | null
  name: string
  slug: string
  country: string
}

/** Across stores: bounded by the index on what is online and the page's limit. */
export const listProducts = route({
  method: 'GET',
  path: '/api/shop/products',
  audience: 'public',
  summary: 'Products on sale, newest first; of one store if asked',
  input: z.object({ store_id: single('sto').optional(), ...pageInput }),
  output: pageOf(CardSchema),
  refusals: [],
  async handle({ db }, { store_id, after, limit }) {
    const [at, id] = fromCursor(after, 'instant', 'uuid') ?? []
    const ofStore = store_id ? sql`and p.store_id = ${store_id}` : sql``
    const afterLast = at && id ? sql`and (p.online_at, p.id) < (${at}::timestamptz, ${id}::uuid)` : sql``
    const { rows } = await sql<Row>`
      select p.store_id, p.id, p.title, p.pictures[1] as cover, p.price_from_minor, p.variant_count, p.online_at,
        case when p.variant_count > 1 then (select array_agg(v.color order by v.position) from catalog.variants v
          where v.store_id = p.store_id and v.product_id = p.id and v.removed_at is null and v.color is not null) end as colors,
        s.name, s.slug, s.country
      from (select * from catalog.products p where p.state = 'online' ${ofStore} ${afterLast}
        order by p.online_at desc, p.id desc limit ${limit + 1}) p
      join sellers.stores s on s.store_id = p.store_id
      order by p.online_at desc, p.id desc
    `.execute(db.read)
    const items = rows.slice(0, limit)
    const last = items.at(-1)
    return {
      items: items.map(cardOf),
      next: rows.length > limit && last ? cursorOf(last.online_at.toString(), last.id) : null,
    }
  },
})

const cardOf = (row: Row) => ({
  id: publicId('prd', row.store_id, row.id),
  title: row.title,
  picture: pictureUrl(row.store_id, row.cover, 480),
  price: money(row.price_from_minor),
  variants: row.variant_count,
  colors: row.colors ?? [],
  store: { id: publicId('sto', row.store_id), name: row.name, slug: row.slug, country: row.country },
})
