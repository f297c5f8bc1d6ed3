import { z } from 'zod'
import { deleteUnusedTemplate } from '#catalog/index.ts'
import { catalogRefusals } from '#catalog/refusals.ts'
import { marketsOf } from '#markets/index.ts'
import { audit } from '#platform/audit.ts'
import { sql } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import { cursorOf, fromCursor, OkSchema, ok, pageInput, pageOf, storeOwned } from '#platform/json.ts'
import { onceInTx } from '#platform/once.ts'
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

/** Another store's template does not exist here. */
const own = (template: { storeId: string; id: string }, storeId: string): string => {
  if (template.storeId !== storeId) throw refuse('shipping.template_not_found')
  return template.id
}

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
  deleteTemplate: route({
    method: 'DELETE',
    path: '/api/seller/templates/:template_id',
    audience: 'seller',
    permission: 'products.edit',
    summary: 'Delete a shipping template that no product uses',
    input: z.object({ template_id: storeOwned('tpl') }),
    output: OkSchema,
    refusals: ['shipping.template_not_found', 'shipping.template_in_use'],
    handle: ({ db, storeId, userId, once }, { template_id }) =>
      onceInTx(db, once, 'delete template', async tx => {
        if (template_id.storeId !== storeId) throw refuse('shipping.template_not_found')
        const before = await deleteUnusedTemplate(tx, storeId, template_id.id)
        const subject = publicId('tpl', storeId, template_id.id)
        await audit(tx, { owner: storeId, userId, action: 'template.delete', subject, before })
        return ok
      }),
  }),

  createTemplate: route({
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
    handle: ({ db, storeId, userId, once }, template) =>
      onceInTx(db, once, 'create template', async tx => {
        const id = await createTemplate(tx, storeId, template)
        const subject = publicId('tpl', storeId, id)
        await audit(tx, { owner: storeId, userId, action: 'template.create', subject, after: template })
        return { id: subject }
      }),
  }),

  updateTemplate: route({
    method: 'PUT',
    path: '/api/seller/templates/:template_id',
    audience: 'seller',
    permission: 'products.edit',
    summary: 'Replace a shipping template, for all products that use it',
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
    output: z.object({ done: z.literal(true) }),
    refusals: ['shipping.template_not_found', ...saveRefusals],
    handle: ({ db, storeId, userId, once }, { template_id, ...template }) =>
      onceInTx(db, once, 'update template', async tx => {
        const before = await updateTemplate(tx, storeId, own(template_id, storeId), template)
        const subject = publicId('tpl', storeId, template_id.id)
        await audit(tx, { owner: storeId, userId, action: 'template.update', subject, before, after: template })
        return { done: true as const }
      }),
  }),

  duplicateTemplate: route({
    method: 'POST',
    path: '/api/seller/templates/:template_id/copies',
    audience: 'seller',
    permission: 'products.edit',
    summary: 'Duplicate a shipping template',
    input: TemplateSchema.pick({ name: true }).extend({ template_id: storeOwned('tpl') }),
    example: { name: 'Parcels, again' },
    output: Created,
    refusals: ['shipping.template_not_found', ...saveRefusals],
    handle: ({ db, storeId, userId, once }, { template_id, name }) =>
      onceInTx(db, once, 'duplicate template', async tx => {
        const id = await duplicateTemplate(tx, storeId, own(template_id, storeId), name)
        const subject = publicId('tpl', storeId, id)
        const of = publicId('tpl', storeId, template_id.id)
        await audit(tx, { owner: storeId, userId, action: 'template.create', subject, after: { name, of } })
        return { id: subject }
      }),
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
    summary: 'A shipping template, with the countries its products are sold to and why not elsewhere',
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
