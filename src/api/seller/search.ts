import { z } from 'zod'
import { ordersWith } from '#api/seller/orders.ts'
import { sql } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import { route } from '#platform/route.ts'

const hitsMax = 6

const HitSchema = z
  .object({
    kind: z.enum(['order', 'product']),
    id: z.string(),
    title: z.string(),
    /** The number of an order; a SKU of a product. */
    text: z.string(),
  })
  .meta({ id: 'StoreSearchHit' })

export const sellerSearch = {
  searchStore: route({
    method: 'GET',
    path: '/api/seller/search',
    audience: 'seller',
    summary:
      'Orders and products of the store by number, title, SKU, tracking number or town; of what the member may see',
    input: z.object({ q: z.string().trim().min(1).max(60) }),
    example: { q: 'lamp' },
    output: z.object({ items: z.array(HitSchema) }),
    refusals: [],
    async handle({ db, storeId, principal }, { q }) {
      const within = `%${q.replaceAll(/[%_\\]/g, '\\$&')}%`
      const may = principal!.permissions
      const [orders, products] = await Promise.all([
        may.has('orders.read')
          ? sql<{ id: string; title: string; text: string }>`
              select o.id, l.title, o.number as text from orders.orders o
              join orders.lines l on l.store_id = ${storeId} and l.order_id = o.id and l.n = 0
              where o.store_id = ${storeId} and o.id in (${ordersWith(storeId, q)})
              order by o.placed_at desc, o.id desc limit ${hitsMax}
            `.execute(db.read)
          : { rows: [] },
        may.has('products.read')
          ? sql<{ id: string; title: string; text: string }>`
              select p.id, p.title, coalesce(min(v.sku), '') as text from catalog.products p
              left join catalog.variants v on v.store_id = ${storeId} and v.product_id = p.id and v.removed_at is null
              where p.store_id = ${storeId} and (p.title ilike ${within} or v.sku ilike ${within})
              group by p.store_id, p.id order by p.created_at desc, p.id limit ${hitsMax}
            `.execute(db.read)
          : { rows: [] },
      ])
      return {
        items: [
          ...orders.rows.map(row => ({ ...row, kind: 'order' as const, id: publicId('ord', storeId, row.id) })),
          ...products.rows.map(row => ({ ...row, kind: 'product' as const, id: publicId('prd', storeId, row.id) })),
        ],
      }
    },
  }),
}
