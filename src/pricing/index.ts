export { payableOf } from '#pricing/payable.ts'
export {
  type Discount,
  type PricedLine,
  priceOf,
  type Quote,
  type QuoteLine,
  quote,
  type Shipping,
  type StoreQuote,
  totalsOf,
} from '#pricing/quote.ts'
