export { type Quote, type QuoteLine, quote, type Rate, type StoreQuote } from '#pricing/quote.ts'
