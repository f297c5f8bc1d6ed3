import { z } from 'zod'
import { type Destination, offeredIn } from '#catalog/index.ts'
import { col, rowOf, type Selected } from '#platform/columns.ts'
import { type RawBuilder, type Reader, sql } from '#platform/db.ts'
import { parsePublicId } from '#platform/ids.ts'
import { type Owned, ownedBy } from '#platform/owned.ts'

/** A product card; read by `readCards`. */
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
export const cardsOf = (products: RawBuilder<unknown>, owned: Owned) => sql`(${products}) p
  join sellers.stores s on ${owned('s.store_id')} and s.store_id = p.store_id
  left join lateral (
    select array_agg(v.color order by v.position) filter (where v.color is not null) as colors,
      max(v.price_minor) as price_to_minor
    from catalog.variants v where p.variant_count > 1 and ${owned('v.store_id')} and v.store_id = p.store_id
      and v.product_id = p.id and v.removed_at is null) v on true`

export type ProductKey = { readonly storeId: string; readonly id: string }

/** SQL after `from`: these products, as `p`, with their place `k.n`. */
export const productsOf = (keys: readonly ProductKey[], owned: Owned) => sql`
  unnest(${keys.map(key => key.storeId)}::uuid[], ${keys.map(key => key.id)}::uuid[]) with ordinality k(store_id, id, n)
  join catalog.products p on ${owned('p.store_id')} and p.store_id = k.store_id and p.id = k.id`

/** The rows of `card` for those of these products that are offered there, in their order. */
export async function readCards(reader: Reader, keys: readonly ProductKey[], to: Destination): Promise<Selected[]> {
  if (keys.length === 0) return []
  const owned = ownedBy(keys.map(key => key.storeId))
  const offered = sql`select p.*, k.n from ${productsOf(keys, owned)} and ${offeredIn('p', to, owned)}`
  const { rows } = await sql<Selected>`
    select ${card.select(owned)} from ${cardsOf(offered, owned)} order by p.n
  `.execute(reader)
  return rows
}

/** The key of each valid public id of products, separated by commas. */
export const productKeys = (ids: string): ProductKey[] =>
  ids.split(',').flatMap(each => {
    const [storeId, id] = parsePublicId('prd', 2, each) ?? []
    return storeId && id ? [{ storeId, id }] : []
  })
