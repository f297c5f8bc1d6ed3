import { z } from 'zod'
import { cleanDescription, type Description } from '#catalog/description.ts'
import {
  attributeNumberMax,
  attributeTextMaxCharacters,
  descriptionMaxCharacters,
  nameMaxCharacters,
  onHandMax,
  priceMaxMinor,
  sizeMaxCharacters,
  titleMaxCharacters,
  variantsMax,
  weightDefaultGrams,
  weightMaxGrams,
} from '#catalog/limits.ts'
import { catalogRefusals } from '#catalog/refusals.ts'
import { storeOwned } from '#platform/json.ts'
import { refuser } from '#platform/refusal.ts'

const refuse = refuser(catalogRefusals)

/** A value's key, several, a number in the attribute's unit, words, or yes and no: see `attributeKinds`. */
export const AttributeSchema = z.union([
  z.string().trim().min(1).max(attributeTextMaxCharacters),
  z.array(z.string().min(1).max(60)).min(1).max(50),
  z.number().min(-attributeNumberMax).max(attributeNumberMax),
  z.boolean(),
])
export type AttributeValue = z.output<typeof AttributeSchema>
export type Attributes = Readonly<Record<string, AttributeValue>>

const VariantSchema = z.object({
  id: storeOwned('var').optional(),
  /** The seller's own, for the color or the choice; may be empty where color or size say it. */
  name: z.string().trim().max(nameMaxCharacters).default(''),
  /** One of the market's colors, for filters; `color` is the exact shade. */
  color_key: z.string().max(60).nullable().default(null),
  color: z
    .string()
    .regex(/^#[0-9a-f]{6}$/)
    .nullable()
    .default(null),
  size: z.string().trim().min(1).max(sizeMaxCharacters).nullable().default(null),
  sku: z.string().trim().min(1).max(60).nullable().default(null),
  gtin: z.string().trim().min(1).max(20).nullable().default(null),
  price_minor: z.int().min(1).max(priceMaxMinor).nullable().default(null),
  on_hand: z.int().min(0).max(onHandMax).default(0),
  /** As it is sent, packing included. */
  weight_grams: z.int().min(1).max(weightMaxGrams).default(weightDefaultGrams),
  picture: storeOwned('fil').nullable().default(null),
})

/** A product as the API takes it. All of it may be missing in a draft; publishing says what is. */
export const ProductSchema = z.object({
  title: z.string().trim().max(titleMaxCharacters).default(''),
  /** HTML of a few harmless tags, or text. */
  description: z.string().trim().max(descriptionMaxCharacters).default(''),
  category: z.string().max(80).nullable().default(null),
  attributes: z.record(z.string().max(60), AttributeSchema).default({}),
  template_id: storeOwned('tpl').nullable().default(null),
  processing_days: z.int().min(1).nullable().default(null),
  reserve_at: z.enum(['order', 'payment']).default('order'),
  pictures: z.array(storeOwned('fil')).max(50).default([]),
  variants: z.array(VariantSchema).max(variantsMax).default([]),
})

export type VariantInput = {
  /** Of a variant that exists; absent for a new one. */
  readonly id?: string | undefined
  readonly name: string
  readonly colorKey: string | null
  /** CSS color of the swatch. */
  readonly color: string | null
  readonly size: string | null
  readonly sku: string | null
  readonly gtin: string | null
  readonly priceMinor: bigint | null
  readonly onHand: number
  /** As it is sent, packing included. */
  readonly weightGrams: number
  readonly picture: string | null
}
export type ProductInput = {
  readonly title: string
  readonly description: Description
  readonly category: string | null
  readonly attributes: Attributes
  readonly templateId: string | null
  /** Working days; the policy's default when null. */
  readonly processingDays: number | null
  readonly reserveAt: 'order' | 'payment'
  /** Uploaded pictures, cover first. */
  readonly pictures: readonly string[]
  readonly variants: readonly VariantInput[]
}

type Owned = { storeId: string; id: string }

/** What the API took, as the verbs take it. Ids of another store are unknown here, whatever they name there. */
export async function productInput(storeId: string, body: z.output<typeof ProductSchema>): Promise<ProductInput> {
  const own = (thing: Owned, refusal: 'product.picture_unknown' | 'product.not_found'): string => {
    if (thing.storeId !== storeId) throw refuse(refusal)
    return thing.id
  }
  if (body.template_id && body.template_id.storeId !== storeId)
    throw refuse('product.incomplete', { missing: ['template_id'] })
  return {
    title: body.title,
    description: await cleanDescription(body.description),
    category: body.category,
    attributes: body.attributes,
    templateId: body.template_id?.id ?? null,
    processingDays: body.processing_days,
    reserveAt: body.reserve_at,
    pictures: body.pictures.map(picture => own(picture, 'product.picture_unknown')),
    variants: body.variants.map(variant => ({
      id: variant.id && own(variant.id, 'product.not_found'),
      name: variant.name,
      colorKey: variant.color_key,
      color: variant.color,
      size: variant.size,
      sku: variant.sku,
      gtin: variant.gtin,
      priceMinor: variant.price_minor === null ? null : BigInt(variant.price_minor),
      onHand: variant.on_hand,
      weightGrams: variant.weight_grams,
      picture: variant.picture && own(variant.picture, 'product.picture_unknown'),
    })),
  }
}
