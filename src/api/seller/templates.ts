import { z } from 'zod'
import { deleteUnusedTemplate } from '#catalog/index.ts'
import { catalogRefusals } from '#catalog/refusals.ts'
import { marketsOf } from '#markets/index.ts'
import { col, rowOf, type Selected } from '#platform/columns.ts'
import { command } from '#platform/command.ts'
import { sql } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import { storeOwned } from '#platform/json.ts'
import { ascending, listOf } from '#platform/list.ts'
import { ownedBy } from '#platform/owned.ts'
import { refuser } from '#platform/refusal.ts'
import { route } from '#platform/route.ts'
import {
  createTemplate,
  duplicateTemplate,
  servedIn,
  TemplateSchema,
  unavailableReasons,
  updateTemplate,
  type Zone,
  zonesOf,
} from '#shipping/index.ts'
import { shippingRefusals } from '#shipping/refusals.ts'

const refuse = refuser({ ...catalogRefusals, ...shippingRefusals })

const saveRefusals = ['shipping.carrier_unknown', 'shipping.country_unknown', 'shipping.country_twice'] as const

const template = rowOf(
  {
    name: col.plain(TemplateSchema.shape.name, 't.name'),
    zones: col.plain(TemplateSchema.shape.zones, owned => zonesOf('t', owned)),
    id: col.id('tpl', 't.store_id', 't.id'),
    /** Products that use it, including drafts: a change affects all of them. */
    products: col.int(
      owned =>
        sql`(select count(*)::int from catalog.products p where ${owned('p.store_id')} and p.template_id = t.id)`,
    ),
  },
  'SellerTemplate',
)

const showTemplate = route({
  method: 'GET',
  path: '/api/seller/templates/:template_id',
  audience: 'seller',
  permission: 'products.read',
  summary: 'A shipping template, with the countries its products are sold to and why not elsewhere',
  input: z.object({ template_id: storeOwned('tpl') }),
  output: template.schema.extend({
    countries: z.array(z.object({ country: z.string(), unavailable_reason: z.enum(unavailableReasons).nullable() })),
  }),
  refusals: ['shipping.template_not_found'],
  async handle({ db, storeId }, { template_id }) {
    if (template_id.storeId !== storeId) throw refuse('shipping.template_not_found')
    const owned = ownedBy(storeId)
    const [{ rows }, markets] = await Promise.all([
      sql<Selected & { zones: Zone[] }>`
        select ${template.select(owned)}, ${zonesOf('t', owned)} as zones from shipping.templates t where t.store_id = ${storeId} and t.id = ${template_id.id}
      `.execute(db.read),
      marketsOf(db),
    ])
    const row = rows[0]
    if (!row) throw refuse('shipping.template_not_found')
    const now = db.clock.now()
    const countries = [...markets.keys()].map(country => servedIn(row.zones, country, markets, now))
    return { ...template.json(row, { db }), countries }
  },
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
    refusals: [...saveRefusals, 'shipping.template_not_found'],
    run: async (tx, { storeId }, template) => publicId('tpl', storeId, await createTemplate(tx, storeId, template)),
    audit: 'template.create',
    entry: (after, id) => ({ subject: id, after }),
    shows: { route: showTemplate, input: template_id => ({ template_id }) },
  }),

  updateTemplate: command({
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
    readOnly: ['id', 'products', 'countries'],
    refusals: ['shipping.template_not_found', ...saveRefusals],
    owns: { template_id: 'shipping.template_not_found' },
    run: (tx, { storeId }, { template_id, ...template }) => updateTemplate(tx, storeId, template_id.id, template),
    audit: 'template.update',
    entry: ({ template_id: { storeId, id }, ...after }, before) => ({
      subject: publicId('tpl', storeId, id),
      before,
      after,
    }),
    shows: {
      route: showTemplate,
      input: (_, { storeId }, { template_id }) => ({ template_id: publicId('tpl', storeId, template_id.id) }),
    },
  }),

  duplicateTemplate: command({
    method: 'POST',
    path: '/api/seller/templates/:template_id/copies',
    audience: 'seller',
    permission: 'products.edit',
    summary: 'Duplicate a shipping template',
    input: TemplateSchema.pick({ name: true }).extend({ template_id: storeOwned('tpl') }),
    example: { name: 'Parcels, again' },
    refusals: ['shipping.template_not_found', ...saveRefusals],
    owns: { template_id: 'shipping.template_not_found' },
    run: async (tx, { storeId }, { template_id, name }) =>
      publicId('tpl', storeId, await duplicateTemplate(tx, storeId, template_id.id, name)),
    audit: 'template.create',
    entry: ({ template_id: { storeId, id: of }, name }, id) => ({
      subject: id,
      after: { name, of: publicId('tpl', storeId, of) },
    }),
    shows: { route: showTemplate, input: template_id => ({ template_id }) },
  }),

  listTemplates: listOf({
    path: '/api/seller/templates',
    audience: 'seller',
    permission: 'products.read',
    summary: 'The store’s shipping templates, oldest first',
    // many at once: the product form offers all of them
    input: { limit: z.coerce.number().int().min(1).max(500).default(500) },
    row: template,
    owner: 't.store_id',
    from: sql`shipping.templates t`,
    order: ascending(['t.created_at', 'instant'], ['t.id', 'uuid']),
  }),

  showTemplate,
}
