/** What a buyer chooses between. */
export const services = ['standard', 'express'] as const
export type Service = (typeof services)[number]

/** What a rate's price grows with: the number of units, or their weight in grams. */
export const measures = ['units', 'weight'] as const
export type Measure = (typeof measures)[number]

type Prices = {
  /** Ascending; `up_to` is inclusive. */
  readonly bands: readonly { readonly up_to: number; readonly price_minor: number }[]
  /** Of what is above all bands. */
  readonly price_minor: number
}

/** What an amount of units or grams costs: the price of the first band that reaches so far. */
export const priceAt = ({ bands, price_minor }: Prices, amount: number): number =>
  bands.find(({ up_to }) => amount <= up_to)?.price_minor ?? price_minor

type Days = { readonly min_days: number; readonly max_days: number }

/** What a service can promise that goes by any of these carriers. */
export const daysOf = (carriers: Readonly<Record<string, Days>>): Days => ({
  min_days: Math.min(...Object.values(carriers).map(days => days.min_days)),
  max_days: Math.max(...Object.values(carriers).map(days => days.max_days)),
})
