import { z } from 'zod'
import { col, rowOf } from '#platform/columns.ts'
import { type RawBuilder, sql } from '#platform/db.ts'

/** A product card; selected from `cardsOf`. */
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

/** SQL after `from`: these products (a query of catalog.products), as `p`, with what else their cards show. */
export const cardsOf = (products: RawBuilder<unknown>) => sql`(${products}) p
  join sellers.stores s on s.store_id = p.store_id
  left join lateral (
    select array_agg(v.color order by v.position) filter (where v.color is not null) as colors,
      max(v.price_minor) as price_to_minor
    from catalog.variants v where p.variant_count > 1 and v.store_id = p.store_id and v.product_id = p.id
      and v.removed_at is null) v on true`
