export { type Option, priceOf, type Quote, type QuoteLine, quote, type StoreQuote } from '#pricing/quote.ts'
