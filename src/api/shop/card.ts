import { z } from 'zod'
import { sql } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import { MoneySchema, money } from '#platform/json.ts'
import { pictureUrl } from '#platform/pictures.ts'

/** A product as lists show it. */
export const CardSchema = z
  .object({
    id: z.string(),
    title: z.string(),
    picture: z.string(),
    price: MoneySchema,
    /** Of the dearest variant. */
    price_to: MoneySchema,
    variants: z.int(),
    colors: z.array(z.string()),
    store: z.object({ id: z.string(), name: z.string(), slug: z.string(), country: z.string() }),
  })
  .meta({ id: 'ProductCard' })

export type CardRow = {
  store_id: string
  id: string
  title: string
  cover: string
  price_from_minor: bigint
  variant_count: number
  colors: string[] | null
  price_to_minor: bigint | null
  name: string
  slug: string
  country: string
}

/** A join that tells of the variants of products `p`, where there are several. */
export const cardVariants = sql`left join lateral (
  select array_agg(v.color order by v.position) filter (where v.color is not null) as colors,
    max(v.price_minor) as price_to_minor
  from catalog.variants v where p.variant_count > 1 and v.store_id = p.store_id and v.product_id = p.id
    and v.removed_at is null) v on true`

/** What `cardOf` needs, of products `p`, their stores `s` and `cardVariants`. */
export const cardColumns = sql`
  s.store_id, p.id, p.title, p.pictures[1] as cover, p.price_from_minor, p.variant_count,
  v.colors, v.price_to_minor,
  s.name, s.slug, s.country`

export const cardOf = (row: CardRow) => ({
  id: publicId('prd', row.store_id, row.id),
  title: row.title,
  picture: pictureUrl(row.store_id, row.cover, 480),
  price: money(row.price_from_minor),
  price_to: money(row.price_to_minor ?? row.price_from_minor),
  variants: row.variant_count,
  colors: row.colors ?? [],
  store: { id: publicId('sto', row.store_id), name: row.name, slug: row.slug, country: row.country },
})
