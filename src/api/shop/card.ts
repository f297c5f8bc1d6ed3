import { z } from 'zod'
import { col, rowOf } from '#platform/columns.ts'
import { sql } from '#platform/db.ts'

/** The columns of a product card, from products `p`, their stores `s` and `cardVariants`. */
export const card = rowOf(
  {
    id: col.id('prd', 's.store_id', 'p.id'),
    title: col.text('p.title'),
    picture: col.picture('s.store_id', sql`p.pictures[1]`, 480),
    price: col.money('p.price_from_minor'),
    /** The price of the most expensive variant. */
    price_to: col.money(sql`coalesce(v.price_to_minor, p.price_from_minor)`),
    variants: col.int('p.variant_count'),
    colors: col.plain(z.array(z.string()), sql`coalesce(v.colors, '{}')`),
    store: col.group({
      id: col.id('sto', 's.store_id'),
      name: col.text('s.name'),
      slug: col.text('s.slug'),
      country: col.text('s.country'),
    }),
  },
  'ProductCard',
)

/** A join with the price range of the variants of products `p`, if there are several. */
export const cardVariants = sql`left join lateral (
  select array_agg(v.color order by v.position) filter (where v.color is not null) as colors,
    max(v.price_minor) as price_to_minor
  from catalog.variants v where p.variant_count > 1 and v.store_id = p.store_id and v.product_id = p.id
    and v.removed_at is null) v on true`
