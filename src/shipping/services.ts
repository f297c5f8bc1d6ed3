/** The services a buyer can choose from. */
export const services = ['standard', 'express'] as const
export type Service = (typeof services)[number]

/** What a rate's price depends on: the number of units, or their weight in grams. */
export const measures = ['units', 'weight'] as const
export type Measure = (typeof measures)[number]

type Prices = {
  /** Ascending; `up_to` is inclusive. */
  readonly bands: readonly { readonly up_to: number; readonly price_minor: number }[]
  /** The price above all bands. */
  readonly price_minor: number
}

/** The price for an amount of units or grams: that of the first band that includes it. */
export const priceAt = ({ bands, price_minor }: Prices, amount: number): number =>
  bands.find(({ up_to }) => amount <= up_to)?.price_minor ?? price_minor

type Days = { readonly min_days: number; readonly max_days: number }

/** The delivery days a service can promise with any of these carriers. */
export const daysOf = (carriers: Readonly<Record<string, Days>>): Days => ({
  min_days: Math.min(...Object.values(carriers).map(days => days.min_days)),
  max_days: Math.max(...Object.values(carriers).map(days => days.max_days)),
})
