import { z } from 'zod'
import { card, type ProductKey, readCards } from '#api/shop/card.ts'
import { sql } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import { LocaleInput } from '#platform/json.ts'
import { route } from '#platform/route.ts'
import { nameIn, taxonomyOf } from '#taxonomy/index.ts'

type Row = ProductKey & { key: string; products: number }

export const shopDepartments = {
  /**
   * For the home page: two statements, bounded by the number of departments. Counts and pictures are refreshed daily.
   */
  listDepartments: route({
    method: 'GET',
    path: '/api/shop/departments',
    audience: 'public',
    summary: 'Departments that have products, largest first, each with a picture of its most popular product',
    input: z.object({
      limit: z.coerce.number().int().min(1).max(50).default(8),
      locale: LocaleInput,
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
        select t.shown as key, t.products, d.store_id as "storeId", d.product_id as id
        from (select shown, products, target from search.terms where kind = 'category' and shown = any(${departments}::text[])
          order by products desc, shown limit ${limit}) t
        left join search.documents d on d.product_id = t.target::uuid
        order by t.products desc, t.shown
      `.execute(db.read)
      const found = rows.filter(row => row.storeId !== null)
      const cards = (await readCards(db.read, found, 'anywhere')).map(row => card.json(row, { db }))
      const pictures = new Map(cards.map(({ id, picture }) => [id, picture]))
      return {
        items: rows.map(({ key, products, storeId, id }) => ({
          key,
          name: nameIn(categories.get(key)!.names, locale),
          products,
          picture: (storeId && pictures.get(publicId('prd', storeId, id))) || null,
        })),
      }
    },
  }),
}
