import type { Color } from '#demo/colors.ts'
import type { NewCompany } from '#sellers/index.ts'
import type { Measure } from '#shipping/index.ts'

/** A value's key, a number in the attribute's unit, a text, or yes and no. */
export type AttributeValue = string | number | boolean

/** Price of an order in cents and calendar days to the door, minimum and maximum. */
export type Leg = readonly [priceMinor: number, minDays: number, maxDays: number]

/** A kind of product that a store sells; products are generated from it. */
export type Thing = {
  /** Short name, for SKUs. */
  readonly name: string
  /** Code point of its picture. */
  readonly emoji: string
  /** Its category. */
  readonly category: string
  /**
   * Attributes of its category: one value for all products, or several to choose from. A word in the title takes
   * precedence: a beeswax candle is made of beeswax.
   */
  readonly attributes: Readonly<Record<string, AttributeValue | readonly AttributeValue[]>>
  /** Weight as shipped, in its first size. */
  readonly grams: number
  /** What titles call it, after the name of its series. */
  readonly kinds: readonly string[]
  /** From the simplest to the finest. */
  readonly euros: readonly [number, number]
  /** Sentences that are true of every kind; a description uses two. */
  readonly about: readonly string[]
  /** Its color when buyers cannot choose one. */
  readonly dyed?: Color
  /** Its variants are colors, one to four per product; at most two when it has sizes too. */
  readonly colors?: readonly Color[]
  /** Its variants are sizes, each with its price as a multiple of the first. Neither colors nor sizes: one variant. */
  readonly sizes?: Readonly<Record<string, number>>
  /** Photographed from above. */
  readonly lies?: true
  /** Uses the store's second template. */
  readonly bulky?: true
}

type TemplateZone = {
  readonly countries: string
  readonly standard: Leg
  readonly express?: Leg
  /** Prices of the standard service up to so many units or grams, ascending; above the last, the price of its leg. */
  readonly upTo?: { readonly by: Measure; readonly bands: readonly (readonly [upTo: number, priceMinor: number])[] }
  /** Free standard shipping from this amount in cents. */
  readonly freeFrom?: number
}
type Template = {
  readonly name: string
  readonly carriers: readonly string[]
  readonly zones: readonly TemplateZone[]
}

/** A demo store: its owner, products, shipping, and the style of its pictures. */
export type Character = {
  readonly slug: string
  readonly name: string
  readonly about: string
  readonly country: 'FR' | 'ES' | 'IT' | 'TR' | 'CN' | 'DE'
  readonly timeZone: string
  readonly company: NewCompany
  readonly owner: string
  readonly templates: readonly [Template, ...Template[]]
  /** Hue and chroma of the paper backdrop. */
  readonly backdrop: readonly [hue: number, saturation: number]
  readonly things: readonly Thing[]
  /** Last sentences of descriptions; each uses one. */
  readonly closings: readonly string[]
}
