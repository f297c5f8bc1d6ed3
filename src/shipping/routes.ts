import { z } from 'zod'
import { audit } from '#platform/audit.ts'
import { sql } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import { MoneySchema, money } from '#platform/json.ts'
import { onceInTx } from '#platform/once.ts'
import { route } from '#platform/route.ts'
import { createTemplate } from '#shipping/save-template.ts'
import { services } from '#shipping/services.ts'

const Days = z.int().min(0).max(120)
const Country = z.string().regex(/^[A-Z]{2}$/)

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

  listTemplates: route({
    method: 'GET',
    path: '/api/seller/templates',
    audience: 'seller',
    permission: 'orders.read',
    summary: 'The store’s shipping templates',
    input: z.object({}),
    output: z.object({
      items: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          carriers: z.array(z.string()),
          rates: z.array(
            z.object({
              country: z.string(),
              service: z.enum(services),
              price: MoneySchema,
              min_days: z.int(),
              max_days: z.int(),
            }),
          ),
        }),
      ),
    }),
    refusals: [],
    async handle({ db, storeId }) {
      const { rows } = await sql<TemplateRow>`
        select t.id, t.name,
          (select coalesce(json_agg(c.carrier order by c.carrier), '[]') from shipping.template_carriers c
            where c.store_id = t.store_id and c.template_id = t.id) as carriers,
          (select coalesce(json_agg(json_build_object('country', r.country, 'service', r.service, 'price_minor', r.price_minor,
            'min_days', r.min_days, 'max_days', r.max_days) order by r.country, r.service), '[]') from shipping.rates r
            where r.store_id = t.store_id and r.template_id = t.id) as rates
        from shipping.templates t where t.store_id = ${storeId} order by t.created_at, t.id limit 500
      `.execute(db.read)
      return {
        items: rows.map(({ rates, ...template }) => ({
          ...template,
          id: publicId('tpl', storeId, template.id),
          rates: rates.map(({ price_minor, ...rate }) => ({ ...rate, price: money(price_minor) })),
        })),
      }
    },
  }),

  createTemplate: route({
    method: 'POST',
    path: '/api/seller/templates',
    audience: 'seller',
    permission: 'products.edit',
    summary: 'Create a shipping template',
    input: z.object({
      name: z.string().trim().min(1).max(60),
      carriers: z.array(z.string().max(50)).min(1).max(50),
      rates: z
        .array(
          z
            .object({
              country: Country,
              service: z.enum(services),
              price_minor: z.int().min(0).max(1_000_000),
              min_days: Days,
              max_days: Days,
            })
            .refine(rate => rate.max_days >= rate.min_days, { path: ['max_days'] }),
        )
        .min(1)
        .max(500)
        .refine(rates => new Set(rates.map(rate => rate.country + rate.service)).size === rates.length),
    }),
    output: z.object({ id: z.string() }),
    refusals: ['shipping.carrier_unknown', 'shipping.no_rates'],
    handle: ({ db, storeId, userId, once }, { name, carriers, rates }) =>
      onceInTx(db, once, 'create template', async tx => {
        const id = await createTemplate(tx, storeId, {
          name,
          carriers: [...new Set(carriers)],
          rates: rates.map(rate => ({
            country: rate.country,
            service: rate.service,
            priceMinor: BigInt(rate.price_minor),
            minDays: rate.min_days,
            maxDays: rate.max_days,
          })),
        })
        const subject = publicId('tpl', storeId, id)
        await audit(tx, { owner: storeId, userId, action: 'template.create', subject, after: { name } })
        return { id: subject }
      }),
  }),
}

type TemplateRow = {
  id: string
  name: string
  carriers: string[]
  rates: {
    country: string
    service: (typeof services)[number]
    price_minor: number
    min_days: number
    max_days: number
  }[]
}
