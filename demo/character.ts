import type { Color } from '#demo/colors.ts'
import type { NewCompany } from '#sellers/index.ts'
import type { Measure } from '#shipping/index.ts'

/** A value's key, a number in the attribute's unit, a text, or yes and no. */
export type AttributeValue = string | number | boolean

/** Price of an order in cents and calendar days to the door, at least and at most. */
export type Leg = readonly [priceMinor: number, minDays: number, maxDays: number]

/** A kind of thing that a store sells; products are drawn from it. */
export type Thing = {
  /** Short name, for SKUs. */
  readonly name: string
  /** Code point of its picture. */
  readonly emoji: string
  /** The leaf it stands in. */
  readonly category: string
  /**
   * What its category asks, by attribute: what holds of all, or what products are drawn from. What a title names goes
   * first: a beeswax candle is of beeswax.
   */
  readonly attributes: Readonly<Record<string, AttributeValue | readonly AttributeValue[]>>
  /** As it is sent, in its first size. */
  readonly grams: number
  /** What titles call it, after the name of its series. */
  readonly kinds: readonly string[]
  /** From the plainest to the finest. */
  readonly euros: readonly [number, number]
  /** Sentences that hold for every kind; a description takes two. */
  readonly about: readonly string[]
  /** Its color when it has no choice of colors. */
  readonly dyed?: Color
  /** Its variants are colors, one to four a product; two at most where it has sizes too. */
  readonly colors?: readonly Color[]
  /** Its variants are sizes, each with what it costs as a multiple of the first. Neither: there is one. */
  readonly sizes?: Readonly<Record<string, number>>
  /** Photographed from above. */
  readonly lies?: true
  /** Goes by the store's second template. */
  readonly bulky?: true
}

type TemplateZone = {
  readonly countries: string
  readonly standard: Leg
  readonly express?: Leg
  /** What the standard service costs up to so many units or grams, ascending; above them all, what its leg says. */
  readonly upTo?: { readonly by: Measure; readonly bands: readonly (readonly [upTo: number, priceMinor: number])[] }
  /** Goods worth so many cents go free by the standard service. */
  readonly freeFrom?: number
}
type Template = {
  readonly name: string
  readonly carriers: readonly string[]
  readonly zones: readonly TemplateZone[]
}

/** A demo store: who runs it, what it sells, how it ships, what its pictures look like. */
export type Character = {
  readonly slug: string
  readonly name: string
  readonly about: string
  readonly country: 'FR' | 'ES' | 'IT' | 'TR' | 'CN' | 'DE'
  readonly timeZone: string
  readonly company: NewCompany
  readonly owner: string
  readonly templates: readonly [Template, ...Template[]]
  /** Hue and chroma of the studio's paper backdrop. */
  readonly backdrop: readonly [hue: number, saturation: number]
  readonly things: readonly Thing[]
  /** Last sentences of descriptions; each takes one. */
  readonly closings: readonly string[]
}
