export { isCountry } from '#markets/country.ts'
export { postalCodeIn } from '#markets/postal-codes.ts'
export { isOpen, type Market, type Markets, marketsOf } from '#markets/read-markets.ts'
export { setMarket } from '#markets/set-market.ts'
