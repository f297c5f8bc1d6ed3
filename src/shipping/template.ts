import { z } from 'zod'
import { measures, services } from '#shipping/services.ts'

const Days = z.int().min(0).max(120)
/** €10,000.00 for a parcel. */
const Price = z.int().min(0).max(1_000_000)

const Band = z.object({
  /** Grams or units, inclusive; null: whatever is above. */
  up_to: z.int().min(1).max(10_000_000).nullable().default(null),
  price_minor: Price,
})

const RateSchema = z
  .object({
    by: z.enum(measures).default('units'),
    /** One band: one price for all. */
    bands: z.array(Band).min(1).max(30),
    /** Goods of this template in an order that are worth so much go free. */
    free_from_minor: z.int().min(1).max(100_000_000).nullable().default(null),
    /** By code, each with its calendar days from hand-over to the door. */
    carriers: z
      .record(
        z.string().max(50),
        z
          .object({ min_days: Days, max_days: Days })
          .refine(days => days.max_days >= days.min_days, { path: ['max_days'] }),
      )
      .refine(carriers => Object.keys(carriers).length > 0),
  })
  .superRefine(({ bands }, context) => {
    for (const [n, { up_to }] of bands.entries()) {
      const last = n === bands.length - 1
      const ascends = up_to !== null && up_to > (bands[n - 1]?.up_to ?? 0)
      if (last ? up_to !== null : !ascends)
        context.addIssue({ code: 'custom', path: ['bands', n, 'up_to'], message: 'bands ascend, and the last is open' })
    }
  })

const ZoneSchema = z.object({
  countries: z
    .array(z.string().regex(/^[A-Z]{2}$/))
    .min(1)
    .max(250),
  rates: z.partialRecord(z.enum(services), RateSchema).refine(rates => Object.keys(rates).length > 0),
})

export const TemplateSchema = z.object({
  name: z.string().trim().min(1).max(60),
  zones: z.array(ZoneSchema).min(1).max(50),
})

/** How a store ships a kind of product: as the API takes and gives it, and, band for band, as it is stored. */
export type Template = z.output<typeof TemplateSchema>
export type Zone = Template['zones'][number]
