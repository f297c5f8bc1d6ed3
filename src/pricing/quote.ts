import { allocate } from '#platform/money.ts'

/** How a template ships to the country asked for. */
export type Rate<S extends string = string> = {
  readonly service: S
  readonly priceMinor: bigint
  readonly minDays: number
  readonly maxDays: number
}
export type QuoteLine = {
  readonly storeId: string
  readonly units: number
  readonly unitMinor: bigint
  readonly templateId: string
  /** Of the line's template, for the address; empty when it does not go there. */
  readonly rates: readonly Rate[]
}

export type StoreQuote<L extends QuoteLine> = {
  readonly storeId: string
  readonly lines: readonly (L & { readonly shippingMinor: bigint })[]
  readonly itemsMinor: bigint
  /** What the buyer can choose between; none: this store does not ship there. */
  readonly options: readonly Rate[]
  readonly chosen: Rate | null
  readonly shippingMinor: bigint
  readonly totalMinor: bigint
}
export type Quote<L extends QuoteLine> = {
  readonly stores: readonly StoreQuote<L>[]
  readonly itemsMinor: bigint
  readonly shippingMinor: bigint
  readonly totalMinor: bigint
}

/**
 * The total of `lines`, per store in the order stores first appear. `services` maps store ids to the chosen service;
 * without a (possible) choice the cheapest is taken. Shipping is shared over the lines by their worth, remainders by
 * largest remainder, so that each line carries its part.
 */
export function quote<L extends QuoteLine>(lines: readonly L[], services: Readonly<Record<string, string>>): Quote<L> {
  const stores = [...Map.groupBy(lines, line => line.storeId)].map(([storeId, own]) =>
    quoteStore(storeId, own, services[storeId]),
  )
  const sum = (of: (store: StoreQuote<L>) => bigint) => stores.reduce((total, store) => total + of(store), 0n)
  const itemsMinor = sum(store => store.itemsMinor)
  const shippingMinor = sum(store => store.shippingMinor)
  return { stores, itemsMinor, shippingMinor, totalMinor: itemsMinor + shippingMinor }
}

function quoteStore<L extends QuoteLine>(
  storeId: string,
  lines: readonly L[],
  service: string | undefined,
): StoreQuote<L> {
  const worth = lines.map(line => line.unitMinor * BigInt(line.units))
  const itemsMinor = worth.reduce((total, each) => total + each, 0n)
  const options = optionsOf(lines)
  const cheapest = options.toSorted((a, b) => Number(a.priceMinor - b.priceMinor))[0] ?? null
  const chosen = options.find(option => option.service === service) ?? cheapest
  const shippingMinor = chosen?.priceMinor ?? 0n
  const shares = allocate(shippingMinor, worth)
  return {
    storeId,
    lines: lines.map((line, n) => ({ ...line, shippingMinor: shares[n]! })),
    itemsMinor,
    options,
    chosen,
    shippingMinor,
    totalMinor: itemsMinor + shippingMinor,
  }
}

/** The services that all templates of these lines offer: prices add up, days are the longest. */
function optionsOf(lines: readonly QuoteLine[]): Rate[] {
  const templates = [...Map.groupBy(lines, line => line.templateId).values()].map(same => same[0]!.rates)
  const [first, ...others] = templates
  return first!.flatMap(rate => {
    const same = others.map(rates => rates.find(other => other.service === rate.service))
    if (same.some(other => !other)) return []
    return same.reduce<Rate>(
      (sum, other) => ({
        service: sum.service,
        priceMinor: sum.priceMinor + other!.priceMinor,
        minDays: Math.max(sum.minDays, other!.minDays),
        maxDays: Math.max(sum.maxDays, other!.maxDays),
      }),
      rate,
    )
  })
}
