import { z } from 'zod'
import { audit } from '#platform/audit.ts'
import { sql } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import { storeOwned } from '#platform/json.ts'
import { onceInTx } from '#platform/once.ts'
import { refuser } from '#platform/refusal.ts'
import { route } from '#platform/route.ts'
import { shippingRefusals } from '#shipping/refusals.ts'
import { createTemplate, duplicateTemplate, updateTemplate } from '#shipping/save-template.ts'
import { TemplateSchema } from '#shipping/template.ts'

const refuse = refuser(shippingRefusals)
const Created = z.object({ id: z.string() })
const saveRefusals = ['shipping.carrier_unknown', 'shipping.country_unknown', 'shipping.country_twice'] as const

/** Another store's template does not exist here. */
const own = (template: { storeId: string; id: string }, storeId: string): string => {
  if (template.storeId !== storeId) throw refuse('shipping.template_not_found')
  return template.id
}

export const shippingRoutes = {
  listCarriers: route({
    method: 'GET',
    path: '/api/carriers',
    audience: 'public',
    summary: 'Carriers, with the format of their tracking numbers',
    input: z.object({}),
    output: z.object({
      items: z.array(
        z.object({ code: z.string(), name: z.string(), tracking_format: z.string(), tracking_example: z.string() }),
      ),
    }),
    refusals: [],
    async handle({ db }) {
      const { rows } = await sql<{ code: string; name: string; tracking_format: string; tracking_example: string }>`
        select code, name, tracking_format, tracking_example from shipping.carriers order by name
      `.execute(db.read)
      return { items: rows }
    },
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
    summary: 'Create a second shipping template like this one',
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
}
