import { z } from 'zod'
import { offeredIn } from '#catalog/index.ts'
import { sql } from '#platform/db.ts'
import { ofAllOwners } from '#platform/owned.ts'
import { pictureUrl } from '#platform/pictures.ts'
import { route } from '#platform/route.ts'
import { nameIn, taxonomyOf } from '#taxonomy/index.ts'

type Row = { key: string; products: number; store_id: string | null; cover: string | null }

export const shopDepartments = {
  /**
   * For the home page: one statement, bounded by the number of departments. Counts and pictures are refreshed daily.
   */
  listDepartments: route({
    method: 'GET',
    path: '/api/shop/departments',
    audience: 'public',
    summary: 'Departments that have products, largest first, each with a picture of its most popular product',
    input: z.object({
      limit: z.coerce.number().int().min(1).max(50).default(8),
      locale: z.string().max(10).default('en'),
    }),
    output: z.object({
      items: z.array(
        z.object({ key: z.string(), name: z.string(), products: z.int(), picture: z.string().nullable() }).meta({
          id: 'Department',
        }),
      ),
    }),
    refusals: [],
    async handle({ db }, { limit, locale }) {
      const { categories, departments } = await taxonomyOf(db)
      const { rows } = await sql<Row>`
      select t.shown as key, t.products, p.store_id, p.pictures[1] as cover
      from (select shown, products, target from search.terms where kind = 'category' and shown = any(${departments}::text[])
        order by products desc, shown limit ${limit}) t
      left join search.documents d on d.product_id = t.target::uuid
      left join catalog.products p on p.store_id = d.store_id and p.id = d.product_id and ${offeredIn('p', 'anywhere', ofAllOwners)}
      order by t.products desc, t.shown
    `.execute(db.read)
      return {
        items: rows.map(({ key, products, store_id, cover }) => ({
          key,
          name: nameIn(categories.get(key)!.names, locale),
          products,
          picture: store_id && cover ? pictureUrl(store_id, cover, 480) : null,
        })),
      }
    },
  }),
}
