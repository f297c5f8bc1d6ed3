import { z } from 'zod'
import { deleteUnusedTemplate } from '#catalog/index.ts'
import { catalogRefusals } from '#catalog/refusals.ts'
import { marketsOf } from '#markets/index.ts'
import { command } from '#platform/command.ts'
import { sql } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import { cursorOf, fromCursor, pageInput, pageOf, storeOwned } from '#platform/json.ts'
import { refuser } from '#platform/refusal.ts'
import { route } from '#platform/route.ts'
import {
  createTemplate,
  duplicateTemplate,
  obstacles,
  servedIn,
  type Template,
  TemplateSchema,
  updateTemplate,
  zonesOf,
} from '#shipping/index.ts'
import { shippingRefusals } from '#shipping/refusals.ts'

const refuse = refuser({ ...catalogRefusals, ...shippingRefusals })

const Created = z.object({ id: z.string() })

const saveRefusals = ['shipping.carrier_unknown', 'shipping.country_unknown', 'shipping.country_twice'] as const

const Shown = TemplateSchema.extend({
  id: z.string(),
  /** Products that use it, drafts among them: a change touches them all. */
  products: z.int(),
}).meta({ id: 'SellerTemplate' })

type Row = Template & { id: string; created_at: Temporal.Instant; products: number }

const columns = sql`t.id, t.name, t.created_at, ${zonesOf} as zones, (select count(*)::int from catalog.products p
  where p.store_id = t.store_id and p.template_id = t.id) as products`

const shown = (storeId: string, { id, name, zones, products }: Row) => ({
  id: publicId('tpl', storeId, id),
  name,
  zones,
  products,
})

export const sellerTemplates = {
  deleteTemplate: command({
    method: 'DELETE',
    path: '/api/seller/templates/:template_id',
    audience: 'seller',
    permission: 'products.edit',
    summary: 'Delete a shipping template that no product uses',
    input: z.object({ template_id: storeOwned('tpl') }),
    refusals: ['shipping.template_not_found', 'shipping.template_in_use'],
    owns: { template_id: 'shipping.template_not_found' },
    run: (tx, { storeId }, { template_id }) => deleteUnusedTemplate(tx, storeId, template_id.id),
    audit: 'template.delete',
    entry: ({ template_id: { storeId, id } }, before) => ({ subject: publicId('tpl', storeId, id), before }),
  }),

  createTemplate: command({
    method: 'POST',
    path: '/api/seller/templates',
    audience: 'seller',
    permission: 'products.edit',
    summary: 'Create a shipping template: zones of countries, each with prices, days and carriers per service',
    input: TemplateSchema,
    example: {
      name: 'Parcels',
      zones: [
        {
          countries: ['FR'],
          rates: { standard: { price_minor: 490, carriers: { dhl: { min_days: 1, max_days: 3 } } } },
        },
      ],
    },
    output: Created,
    refusals: saveRefusals,
    run: async (tx, { storeId }, template) => publicId('tpl', storeId, await createTemplate(tx, storeId, template)),
    audit: 'template.create',
    entry: (after, id) => ({ subject: id, after }),
    answer: id => ({ id }),
  }),

  updateTemplate: command({
    method: 'PUT',
    path: '/api/seller/templates/:template_id',
    audience: 'seller',
    permission: 'products.edit',
    summary: 'Replace what a shipping template says, for all products that use it',
    input: TemplateSchema.extend({ template_id: storeOwned('tpl') }),
    example: {
      name: 'Parcels',
      zones: [
        {
          countries: ['FR'],
          rates: { standard: { price_minor: 490, carriers: { dhl: { min_days: 1, max_days: 3 } } } },
        },
      ],
    },
    refusals: ['shipping.template_not_found', ...saveRefusals],
    owns: { template_id: 'shipping.template_not_found' },
    run: (tx, { storeId }, { template_id, ...template }) => updateTemplate(tx, storeId, template_id.id, template),
    audit: 'template.update',
    entry: ({ template_id: { storeId, id }, ...after }, before) => ({
      subject: publicId('tpl', storeId, id),
      before,
      after,
    }),
  }),

  duplicateTemplate: command({
    method: 'POST',
    path: '/api/seller/templates/:template_id/copies',
    audience: 'seller',
    permission: 'products.edit',
    summary: 'Create a second shipping template like this one',
    input: TemplateSchema.pick({ name: true }).extend({ template_id: storeOwned('tpl') }),
    example: { name: 'Parcels, again' },
    output: Created,
    refusals: ['shipping.template_not_found', ...saveRefusals],
    owns: { template_id: 'shipping.template_not_found' },
    run: async (tx, { storeId }, { template_id, name }) =>
      publicId('tpl', storeId, await duplicateTemplate(tx, storeId, template_id.id, name)),
    audit: 'template.create',
    entry: ({ template_id: { storeId, id: of }, name }, id) => ({
      subject: id,
      after: { name, of: publicId('tpl', storeId, of) },
    }),
    answer: id => ({ id }),
  }),

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
