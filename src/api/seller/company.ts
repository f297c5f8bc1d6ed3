import { z } from 'zod'
import { type Trader, TraderSchema, trader } from '#api/shop/trader.ts'
import { sql } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import { route } from '#platform/route.ts'
import { storesOf } from '#sellers/index.ts'

export const sellerCompany = {
  showCompany: route({
    method: 'GET',
    path: '/api/seller/company',
    audience: 'seller',
    permission: 'store.manage',
    summary: 'The company details shown to buyers, and the company’s stores',
    input: z.object({}),
    output: z.object({
      trader: TraderSchema.nullable(),
      stores: z.array(z.object({ id: z.string(), name: z.string(), slug: z.string(), approved: z.boolean() })),
    }),
    refusals: [],
    async handle({ db, storeId }) {
      const { rows } = await sql<{ trader: Trader | null; company_id: string }>`
      select ${trader('s')} as trader, s.company_id from sellers.stores s where s.store_id = ${storeId}
    `.execute(db.read)
      const { trader: own, company_id } = rows[0]!
      const stores = await storesOf(db.read, company_id)
      return { trader: own, stores: stores.map(store => ({ ...store, id: publicId('sto', store.id) })) }
    },
  }),
}
