/** What a buyer chooses between. */
export const services = ['standard', 'express'] as const
export type Service = (typeof services)[number]

/** What a rate's price grows with: the number of units, or their weight in grams. */
export const measures = ['units', 'weight'] as const
export type Measure = (typeof measures)[number]

/** The band an amount falls into: the first that reaches so far. `up_to` is inclusive, and null in the last band. */
export const bandOf = <B extends { readonly up_to: number | null }>(bands: readonly B[], amount: number): B =>
  bands.find(({ up_to }) => up_to === null || amount <= up_to)!

type Days = { readonly min_days: number; readonly max_days: number }

/** What a service can promise that goes by any of these carriers. */
export const daysOf = (carriers: Readonly<Record<string, Days>>): Days => ({
  min_days: Math.min(...Object.values(carriers).map(days => days.min_days)),
  max_days: Math.max(...Object.values(carriers).map(days => days.max_days)),
})
