import { z } from 'zod'
import { offeredIn } from '#catalog/index.ts'
import { sql } from '#platform/db.ts'
import { cursorOf, fromCursor, pageInput, pageOf, single } from '#platform/json.ts'
import { route } from '#platform/route.ts'
import { type CardRow, CardSchema, cardColumns, cardOf, cardVariants } from '#screens/storefront/card.ts'

/** Across stores: bounded by the index on what is online and the page's limit. */
export const listProducts = route({
  method: 'GET',
  path: '/api/shop/products',
  audience: 'public',
  summary: 'Products on sale, newest first; of one store if asked',
  input: z.object({ store_id: single('sto').optional(), ...pageInput }),
  output: pageOf(CardSchema),
  refusals: [],
  async handle({ db }, { store_id, after, limit }) {
    const [at, id] = fromCursor(after, 'instant', 'uuid') ?? []
    const ofStore = store_id ? sql`and p.store_id = ${store_id}` : sql``
    const afterLast = at && id ? sql`and (p.online_at, p.id) < (${at}::timestamptz, ${id}::uuid)` : sql``
    const { rows } = await sql<CardRow & { online_at: Temporal.Instant }>`
      select ${cardColumns}, p.online_at
      from (select * from catalog.products p where ${offeredIn('p', 'anywhere')} ${ofStore} ${afterLast}
        order by p.online_at desc, p.id desc limit ${limit + 1}) p
      join sellers.stores s on s.store_id = p.store_id ${cardVariants}
      order by p.online_at desc, p.id desc
    `.execute(db.read)
    const items = rows.slice(0, limit)
    const last = items.at(-1)
    return {
      items: items.map(cardOf),
      next: rows.length > limit && last ? cursorOf(last.online_at.toString(), last.id) : null,
    }
  },
})
