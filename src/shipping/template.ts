import { z } from 'zod'
import { bandMax, deliveryDaysMax, templateNameMaxCharacters } from '#shipping/limits.ts'
import { measures, services } from '#shipping/services.ts'

const Days = z.int().min(0).max(deliveryDaysMax)
/** €10,000.00 for a parcel. */
const Price = z.int().min(0).max(1_000_000)

const RateSchema = z.object({
  by: z.enum(measures).default('units'),
  /** Up to so many units or grams, inclusive, ascending. */
  bands: z
    .array(z.object({ up_to: z.int().min(1).max(bandMax), price_minor: Price }))
    .max(30)
    .default([])
    .superRefine((bands, context) => {
      for (const [n, { up_to }] of bands.entries())
        if (up_to <= (bands[n - 1]?.up_to ?? 0))
          context.addIssue({ code: 'custom', path: [n, 'up_to'], message: 'bands ascend' })
    }),
  /** The price above all bands; without bands, of everything. */
  price_minor: Price,
  /** Shipping is free when the goods of this template in an order are worth at least this much. */
  free_from_minor: z.int().min(1).max(100_000_000).nullable().default(null),
  /** By code, each with its calendar days from hand-over to delivery. */
  carriers: z
    .record(
      z.string().max(50),
      z
        .object({ min_days: Days, max_days: Days })
        .refine(days => days.max_days >= days.min_days, { path: ['max_days'] }),
    )
    .refine(carriers => Object.keys(carriers).length > 0),
})

const ZoneSchema = z.object({
  countries: z
    .array(z.string().regex(/^[A-Z]{2}$/))
    .min(1)
    .max(250),
  rates: z.partialRecord(z.enum(services), RateSchema).refine(rates => Object.keys(rates).length > 0),
})

export const TemplateSchema = z.object({
  name: z.string().trim().min(1).max(templateNameMaxCharacters),
  zones: z.array(ZoneSchema).min(1).max(50),
})

/** How a store ships a kind of product, in the form of the API, which is also the stored form. */
export type Template = z.output<typeof TemplateSchema>
export type Zone = Template['zones'][number]
