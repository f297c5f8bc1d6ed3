import { z } from 'zod'
import {
  attributeNumberMax,
  attributeTextMaxCharacters,
  descriptionMaxCharacters,
  gtinMaxCharacters,
  nameMaxCharacters,
  onHandMax,
  priceMaxMinor,
  sizeMaxCharacters,
  skuMaxCharacters,
  titleMaxCharacters,
  variantsMax,
  weightDefaultGrams,
  weightMaxGrams,
} from '#catalog/limits.ts'
import { type Prefix, parsePublicId } from '#platform/ids.ts'

/** A value's key, several, a number in the attribute's unit, words, or yes and no: see `attributeKinds`. */
const AttributeSchema = z.union([
  z.string().trim().min(1).max(attributeTextMaxCharacters),
  z.array(z.string().min(1).max(60)).min(1).max(50),
  z.number().min(-attributeNumberMax).max(attributeNumberMax),
  z.boolean(),
])
export type AttributeValue = z.output<typeof AttributeSchema>
export type Attributes = Readonly<Record<string, AttributeValue>>

/** A public id kept as text, so that a program may send back what it read. */
const idOf = (prefix: Prefix) =>
  z
    .string()
    .max(80)
    .refine(text => parsePublicId(prefix, 2, text) !== null, `not an id of the form ${prefix}_…`)

/**
 * The fields of a variant, with the defaults of a new one. The columns of catalog.variants have the same names;
 * schemas, statements and rows are made from this list. In the database ids are uuids.
 */
const variantFields = {
  /** Variants are shown in ascending order; null: after the others. */
  position: z.int().min(0).max(100_000).nullable().default(null),
  /** The seller's name for the color or choice; may be empty if color or size identify the variant. */
  name: z.string().trim().max(nameMaxCharacters).default(''),
  /** One of the market's colors, for filters; `color` is the exact shade. */
  color_key: z.string().max(60).nullable().default(null),
  color: z
    .string()
    .regex(/^#[0-9a-f]{6}$/)
    .nullable()
    .default(null),
  size: z.string().trim().min(1).max(sizeMaxCharacters).nullable().default(null),
  sku: z.string().trim().min(1).max(skuMaxCharacters).nullable().default(null),
  gtin: z.string().trim().min(1).max(gtinMaxCharacters).nullable().default(null),
  /** Whole cents: the largest allowed is far below what a number holds exactly. */
  price_minor: z.int().min(1).max(priceMaxMinor).nullable().default(null),
  /** Shipping weight, including packaging. */
  weight_grams: z.int().min(1).max(weightMaxGrams).default(weightDefaultGrams),
  picture: idOf('fil').nullable().default(null),
}

/** The fields of a product besides its variants: like `variantFields`, columns of catalog.products. */
const productFields = {
  title: z.string().trim().max(titleMaxCharacters).default(''),
  /** HTML with the allowed tags, or plain text. */
  description: z.string().trim().max(descriptionMaxCharacters).default(''),
  category: z.string().max(80).nullable().default(null),
  attributes: z.record(z.string().max(60), AttributeSchema).default({}),
  template_id: idOf('tpl').nullable().default(null),
  /** Working days; null: the market's default. */
  processing_days: z.int().min(1).nullable().default(null),
  reserve_at: z.enum(['order', 'payment']).default('order'),
  /** Uploaded pictures, cover first. */
  pictures: z.array(idOf('fil')).max(50).default([]),
}

type Fields = Readonly<Record<string, z.ZodDefault<z.ZodType>>>
type Inner<F> = F extends z.ZodDefault<infer T extends z.ZodType> ? T : never
const each = (fields: Fields, change: (schema: z.ZodType) => z.ZodType) =>
  Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, change(field.unwrap() as z.ZodType)]))

/** The fields of a change: an absent one is left as it is. */
const patchOf = <F extends Fields>(fields: F) =>
  each(fields, schema => schema.optional()) as { [K in keyof F]: z.ZodOptional<Inner<F[K]>> }

/** The fields when read: the same types without limits, which may have been different when they were saved. */
const savedOf = <F extends Fields>(fields: F) => each(fields, unlimited) as { [K in keyof F]: Inner<F[K]> }
const unlimited = (schema: z.ZodType): z.ZodType => {
  if (schema instanceof z.ZodNullable) return unlimited(schema.unwrap() as z.ZodType).nullable()
  if (schema instanceof z.ZodString) return z.string()
  if (schema instanceof z.ZodNumber) return z.int()
  if (schema instanceof z.ZodArray) return z.array(unlimited(schema.element as z.ZodType))
  return schema
}

const initialStock = { on_hand: z.int().min(0).max(onHandMax).optional() }

const NewVariantSchema = z.strictObject({ ...patchOf(variantFields), ...initialStock })

/** With `id` a change of that variant; without, a new one. Only a new one has a number of units. */
const VariantPatchSchema = z
  .strictObject({ id: idOf('var').optional(), ...patchOf(variantFields), ...initialStock })
  .refine(({ id, on_hand }) => id === undefined || on_hand === undefined, {
    path: ['on_hand'],
    message: 'only of a new variant; afterwards stock is changed at POST /api/seller/stock',
  })

/** A new product as the API takes it. A draft may lack any of it; publishing names what is missing. */
export const NewProductSchema = z.strictObject({
  ...patchOf(productFields),
  variants: z.array(NewVariantSchema).max(variantsMax).optional(),
})

/** A change as the API takes it: only what it names is changed, and only these variants. */
export const ProductPatchSchema = z.strictObject({
  ...patchOf(productFields),
  variants: z.array(VariantPatchSchema).max(variantsMax).optional(),
  removed_variants: z.array(idOf('var')).max(variantsMax).optional(),
})

/** A saved product, in the form that `ProductPatchSchema` accepts, with its revision. */
export const savedProductFields = {
  revision: z.int(),
  ...savedOf(productFields),
  processing_days: z.int(),
  variants: z.array(z.object({ id: z.string(), ...savedOf(variantFields), position: z.int() })),
}

type Values<F extends Fields> = { readonly [K in keyof F]: z.output<Inner<F[K]>> }
type Defined<T> = { readonly [K in keyof T]?: T[K] | undefined }

export type VariantValues = Omit<Values<typeof variantFields>, 'position'> & { readonly position: number }
export type ProductValues = Omit<Values<typeof productFields>, 'processing_days'> & {
  readonly processing_days: number
  /** The description without its tags. */
  readonly description_text: string
}

/** A change of a variant, with uuids as ids. */
export type VariantPatch = Defined<Values<typeof variantFields>> & {
  readonly id?: string | undefined
  readonly on_hand?: number | undefined
}
/** A change of a product, with uuids as ids. A description is given as HTML and as text. */
export type ProductPatch = Defined<Values<typeof productFields>> & {
  readonly description_text?: string | undefined
  readonly variants?: readonly VariantPatch[] | undefined
  readonly removed_variants?: readonly string[] | undefined
}

export const variantKeys = Object.keys(variantFields) as (keyof typeof variantFields)[]
export const productKeys = Object.keys(productFields) as (keyof typeof productFields)[]
export const newVariant = z.object(variantFields).parse({})
export const newProduct = z.object(productFields).parse({})
