import { type ProductKey, productsOf } from '#api/shop/card.ts'
import { offeredIn } from '#catalog/index.ts'
import { type Reader, sql } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import { ownedBy } from '#platform/owned.ts'

/** Search engines accept 50,000 addresses per file; each product has two, one per language. */
const productsPerFile = 10_000

/** First ids of the product files: an index scan, run only as often as search engines ask. */
export async function sitemapStarts(read: Reader): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select product_id as id from (
      select product_id, row_number() over (order by product_id) as n from search.documents) d
    where n % ${productsPerFile} = 1 order by product_id
  `.execute(read)
  return rows.map(row => row.id)
}

/** A page and the day it last changed, where that is known. */
export type Place = { readonly path: string; readonly changedOn?: string }

/** The products in the file that starts with this id. */
export async function sitemapProducts(read: Reader, start: string): Promise<Place[]> {
  const { rows: keys } = await sql<ProductKey>`
    select store_id as "storeId", product_id as id from search.documents where product_id >= ${start}
    order by product_id limit ${productsPerFile}
  `.execute(read)
  if (keys.length === 0) return []
  const owned = ownedBy(keys.map(key => key.storeId))
  const { rows } = await sql<{ store_id: string; id: string; slug: string; changed_on: string }>`
    select p.store_id, p.id, p.slug, to_char(greatest(p.online_at, p.changed_at) at time zone 'UTC', 'YYYY-MM-DD') as changed_on
    from ${productsOf(keys, owned)} and ${offeredIn('p', 'anywhere', owned)}
  `.execute(read)
  return rows.map(({ store_id, id, slug, changed_on }) => ({
    path: `/p/${publicId('prd', store_id, id)}${slug && `/${slug}`}`,
    changedOn: changed_on,
  }))
}

/** The entry pages: home, categories with products, stores with products. */
export async function sitemapPlaces(read: Reader): Promise<Place[]> {
  const { rows } = await sql<{ kind: string; shown: string; target: string | null }>`
    select kind, shown, target from search.terms where kind in ('category', 'store') order by kind, shown
    limit ${productsPerFile}
  `.execute(read)
  const paths = ['/', '/c', ...rows.map(row => (row.kind === 'store' ? `/s/${row.target}` : `/c/${row.shown}`))]
  return paths.map(path => ({ path }))
}
