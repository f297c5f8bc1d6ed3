import { z } from 'zod'
import { sql } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import { route } from '#platform/route.ts'

/** What the pages of the seller center need to know of the store itself. */
export const ownStore = route({
  method: 'GET',
  path: '/api/seller/store',
  audience: 'seller',
  permission: 'orders.read',
  summary: 'The store the session acts for',
  input: z.object({}),
  output: z
    .object({ id: z.string(), name: z.string(), slug: z.string(), country: z.string(), time_zone: z.string() })
    .meta({ id: 'OwnStore' }),
  refusals: [],
  async handle({ db, storeId }) {
    const { rows } = await sql<{ name: string; slug: string; country: string; time_zone: string }>`
      select name, slug, country, time_zone from sellers.stores where store_id = ${storeId}
    `.execute(db.read)
    return { id: publicId('sto', storeId), ...rows[0]! }
  },
})
