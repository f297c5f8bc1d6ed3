import { z } from 'zod'
import { pictureMaxBytes } from '#catalog/limits.ts'
import { picturesMax, processingDaysDefault, processingDaysMax } from '#catalog/policy.ts'
import { marketsOf } from '#markets/index.ts'
import { sql } from '#platform/db.ts'
import { storeOwned } from '#platform/json.ts'
import { ownedBy } from '#platform/owned.ts'
import { minSidePx } from '#platform/pictures.ts'
import { route } from '#platform/route.ts'
import { authorizationsOf, stateFor } from '#sellers/index.ts'
import { servedIn, unavailableReasons, type Zone, zonesOf } from '#shipping/index.ts'
import { taxonomyOf } from '#taxonomy/index.ts'

const reasons = [...unavailableReasons, 'no_template', 'category_closed', 'category_special'] as const

export const sellerProductRules = {
  productRules: route({
    method: 'GET',
    path: '/api/seller/product-rules',
    audience: 'seller',
    permission: 'products.read',
    summary: 'Limits for products: pictures, processing time, accepted image formats',
    input: z.object({}),
    output: z.object({
      pictures_max: z.int(),
      /** Limits per picture: larger files, or pictures smaller on one side, are refused. */
      picture_max_bytes: z.int(),
      picture_min_side_px: z.int(),
      processing_days_default: z.int(),
      processing_days_max: z.int(),
    }),
    refusals: [],
    async handle({ db }) {
      const policy = db.policy.at(db.clock.now())
      return {
        pictures_max: policy(picturesMax),
        picture_max_bytes: pictureMaxBytes,
        picture_min_side_px: minSidePx,
        processing_days_default: policy(processingDaysDefault),
        processing_days_max: policy(processingDaysMax),
      }
    },
  }),

  offeredCountries: route({
    method: 'GET',
    path: '/api/seller/offered-countries',
    audience: 'seller',
    permission: 'products.read',
    summary: 'For each country, whether a product of a category with a shipping template is sold there, or why not',
    input: z.object({ template_id: storeOwned('tpl').optional(), category: z.string().max(80).optional() }),
    output: z.object({
      items: z.array(z.object({ country: z.string(), unavailable_reason: z.enum(reasons).nullable() })),
    }),
    refusals: [],
    async handle({ db, storeId }, { template_id, category }) {
      const [markets, taxonomy, { rows }] = await Promise.all([
        marketsOf(db),
        taxonomyOf(db),
        sql<{ zones: Zone[] | null }>`
          select ${zonesOf('t', ownedBy(storeId))} as zones from shipping.templates t
          where t.store_id = ${storeId} and t.id = ${template_id?.id ?? null}
        `.execute(db.read),
      ])
      const now = db.clock.now()
      const place = taxonomy.categories.get(category ?? '')
      const state = place ? stateFor(place, await authorizationsOf(db.read, storeId)) : 'open'
      const zones = rows[0]?.zones
      return {
        items: [...markets.keys()].map(country => {
          if (state !== 'open') return { country, unavailable_reason: `category_${state}` as const }
          const offered = servedIn(zones ?? [], country, markets, now)
          return !zones && offered.unavailable_reason === 'not_in_template'
            ? { country, unavailable_reason: 'no_template' as const }
            : offered
        }),
      }
    },
  }),
}
