import { z } from 'zod'
import { marketsOf } from '#markets/index.ts'
import { sql } from '#platform/db.ts'
import { cursorOf, fromCursor, pageInput, pageOf, publicId, storeOwned } from '#platform/json.ts'
import { refuser } from '#platform/refusal.ts'
import { route } from '#platform/route.ts'
import { obstacles, servedIn, type Template, TemplateSchema, zonesOf } from '#shipping/index.ts'
import { shippingRefusals } from '#shipping/refusals.ts'

const refuse = refuser(shippingRefusals)

const Shown = TemplateSchema.extend({
  id: z.string(),
  /** Products that use it, drafts among them: a change touches them all. */
  products: z.int(),
}).meta({ id: 'SellerTemplate' })

type Row = Template & { id: string; created_at: Temporal.Instant; products: number }

const columns = sql`t.id, t.name, t.created_at, ${zonesOf} as zones, (select count(*)::int from catalog.products p
  where p.store_id = t.store_id and p.template_id = t.id) as products`

export const sellerTemplateScreens = {
  listTemplates: route({
    method: 'GET',
    path: '/api/seller/templates',
    audience: 'seller',
    permission: 'products.read',
    summary: 'The store’s shipping templates, oldest first',
    // many at once: whoever edits a product chooses from all of them
    input: z.object({ ...pageInput, limit: z.coerce.number().int().min(1).max(500).default(500) }),
    output: pageOf(Shown),
    refusals: [],
    async handle({ db, storeId }, { after, limit }) {
      const [at, id] = fromCursor(after, 'instant', 'uuid') ?? []
      const { rows } = await sql<Row>`
        select ${columns} from shipping.templates t where t.store_id = ${storeId}
          ${at && id ? sql`and (t.created_at, t.id) > (${at}::timestamptz, ${id}::uuid)` : sql``}
        order by t.created_at, t.id limit ${limit + 1}
      `.execute(db.read)
      const last = rows[limit - 1]
      return {
        items: rows.slice(0, limit).map(row => shown(storeId, row)),
        next: rows.length > limit && last ? cursorOf(last.created_at.toString(), last.id) : null,
      }
    },
  }),

  showTemplate: route({
    method: 'GET',
    path: '/api/seller/templates/:template_id',
    audience: 'seller',
    permission: 'products.read',
    summary: 'One shipping template, with what of the market its products reach and what stands in the way elsewhere',
    input: z.object({ template_id: storeOwned('tpl') }),
    output: Shown.extend({
      countries: z.array(z.object({ country: z.string(), obstacle: z.enum(obstacles).nullable() })),
    }),
    refusals: ['shipping.template_not_found'],
    async handle({ db, storeId }, { template_id }) {
      if (template_id.storeId !== storeId) throw refuse('shipping.template_not_found')
      const [{ rows }, markets] = await Promise.all([
        sql<Row>`
          select ${columns} from shipping.templates t where t.store_id = ${storeId} and t.id = ${template_id.id}
        `.execute(db.read),
        marketsOf(db),
      ])
      const row = rows[0]
      if (!row) throw refuse('shipping.template_not_found')
      const now = db.clock.now()
      const countries = [...markets.keys()].map(country => servedIn(row.zones, country, markets, now))
      return { ...shown(storeId, row), countries }
    },
  }),
}

const shown = (storeId: string, { id, name, zones, products }: Row) => ({
  id: publicId('tpl', storeId, id),
  name,
  zones,
  products,
})
