import { allocate } from '#platform/money.ts'
import { payableOf } from '#pricing/payable.ts'
import { priceAt, type Rate, type Service } from '#shipping/index.ts'

/** A deduction on a line for all its units, in minor units; the store receives the part it does not fund itself. */
export type Discount = {
  /** What grants it: the id of a promotion, coupon or campaign. */
  readonly source: string
  readonly fundedBy: 'store' | 'platform'
  readonly amountMinor: bigint
}

/** A priced line of a cart or of a placed order. */
export type PricedLine = {
  readonly units: number
  readonly unitMinor: bigint
  readonly discounts: readonly Discount[]
}

export type QuoteLine = PricedLine & {
  readonly storeId: string
  readonly unitGrams: number
  readonly templateId: string
  /** The rates of the line's template to the address; empty when it does not ship there. */
  readonly rates: readonly Rate[]
}

/** A shipping service available for a store's part. */
export type Option = {
  readonly service: Service
  readonly priceMinor: bigint
  /** Calendar days until delivery. */
  readonly minDays: number
  readonly maxDays: number
  /** What the items must be worth for free delivery; null when it is free, never is, or depends on several templates. */
  readonly freeFromMinor: bigint | null
}

export type StoreQuote<L extends QuoteLine> = {
  readonly storeId: string
  readonly lines: readonly Totaled<L>[]
  readonly itemsMinor: bigint
  /** What the buyer can choose between; none: this store does not ship there. */
  readonly options: readonly Option[]
  readonly chosen: Option | null
  readonly shippingMinor: bigint
  /** The price of the cheapest shipping option, whichever was chosen. */
  readonly standardShippingMinor: bigint
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
 * without a (possible) choice the cheapest is taken.
 */
export function quote<L extends QuoteLine>(lines: readonly L[], services: Readonly<Record<string, Service>>): Quote<L> {
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
  service: Service | undefined,
): StoreQuote<L> {
  const options = optionsOf(lines)
  const chosen = options.find(option => option.service === service) ?? options[0] ?? null
  const shipping = { shippingMinor: chosen?.priceMinor ?? 0n, standardShippingMinor: options[0]?.priceMinor ?? 0n }
  return { storeId, options, chosen, ...totalsOf(lines, shipping) }
}

export type Shipping = {
  readonly shippingMinor: bigint
  /** The price of the cheapest service offered. */
  readonly standardShippingMinor: bigint
}
type Totaled<L> = L & Shipping & { readonly payableMinor: bigint }

/**
 * The amounts of one store's lines at this shipping price: each line's goods less discounts (`payableMinor`) and its
 * share of the shipping, in proportion to the goods, by largest remainder. Used for carts and placed orders.
 */
export function totalsOf<L extends PricedLine>(lines: readonly L[], shipping: Shipping) {
  const payable = lines.map(({ units, unitMinor, discounts }) =>
    payableOf({ units: BigInt(units), unitMinor, discountsMinor: discounts.map(each => each.amountMinor) }),
  )
  const itemsMinor = payable.reduce((total, each) => total + each, 0n)
  const shares = allocate(shipping.shippingMinor, payable)
  const standardShares = allocate(shipping.standardShippingMinor, payable)
  return {
    lines: lines.map(
      (line, n): Totaled<L> => ({
        ...line,
        payableMinor: payable[n]!,
        shippingMinor: shares[n]!,
        standardShippingMinor: standardShares[n]!,
      }),
    ),
    itemsMinor,
    ...shipping,
    totalMinor: itemsMinor + shipping.shippingMinor,
  }
}

/**
 * The services that all templates of these lines offer, cheapest first: prices are added, of the days the longest
 * count.
 */
function optionsOf(lines: readonly QuoteLine[]): Option[] {
  const templates = [...Map.groupBy(lines, line => line.templateId).values()]
  const [first, ...others] = templates.map(same =>
    same[0]!.rates.map(rate => ({ ...rate, price: priceOf(rate, same) })),
  )
  return first!
    .flatMap(rate => {
      const parts = [rate, ...others.flatMap(rates => rates.find(other => other.service === rate.service) ?? [])]
      if (parts.length < templates.length) return []
      return {
        service: rate.service,
        priceMinor: parts.reduce((sum, part) => sum + part.price, 0n),
        minDays: Math.max(...parts.map(part => part.min_days)),
        maxDays: Math.max(...parts.map(part => part.max_days)),
        freeFromMinor: parts.length === 1 ? freeFromOf(rate) : null,
      }
    })
    .sort((a, b) => Number(a.priceMinor - b.priceMinor))
}

/** The amount from which a rate that costs something now is free. */
const freeFromOf = ({ price, free_from_minor }: Rate & { readonly price: bigint }): bigint | null =>
  price > 0n && free_from_minor !== null ? BigInt(free_from_minor) : null

type ShippedLine = Pick<QuoteLine, 'units' | 'unitMinor' | 'unitGrams'>

/**
 * A rate's price for the lines of its template in one order: by their total units or grams; free above the threshold.
 */
export function priceOf(
  rate: Pick<Rate, 'by' | 'bands' | 'price_minor' | 'free_from_minor'>,
  lines: readonly ShippedLine[],
): bigint {
  const value = lines.reduce((sum, line) => sum + line.unitMinor * BigInt(line.units), 0n)
  if (rate.free_from_minor !== null && value >= BigInt(rate.free_from_minor)) return 0n
  const amount = lines.reduce((sum, line) => sum + line.units * (rate.by === 'weight' ? line.unitGrams : 1), 0)
  return BigInt(priceAt(rate, amount))
}
