import type { Api, Locale } from '#app/web-context.ts'
import { marketCurrency } from '#platform/market.ts'
import { payableOf } from '#pricing/payable.ts'
import { parseMoney } from '../../kit/money/money.ts'

export type Prices = Required<Pick<Parameters<Api['lowerPrice']>[0], 'lines' | 'shipping_minor'>>
type Order = Pick<Awaited<ReturnType<Api['showStoreOrder']>>, 'lines'>

/** The buyer's total at new prices, in minor units; NaN while an amount cannot be read. */
export const totalOf = (order: Order, { lines, shipping_minor }: Prices): number =>
  lines!.reduce((sum, { n, unit_minor: unitMinor }) => {
    const { units, discount } = order.lines[n]!
    return sum + payableOf({ units, unitMinor, discountsMinor: [discount.amount_minor] })
  }, shipping_minor!)

/** The form as the API's input; the API refuses an unreadable amount at its field. */
export function newPrices(form: FormData, locale: Locale): Prices {
  const amount = (name: string): number => parseMoney(String(form.get(name)), marketCurrency, locale) ?? Number.NaN
  const units = [...form.keys()].filter(name => /^lines\.\d+\.unit$/.test(name))
  return {
    lines: units.map((name, n) => ({ n, unit_minor: amount(name) })),
    shipping_minor: amount('shipping'),
  }
}
