import storefront from './storefront.ts'

/** The storefront's texts of logging in and of an account, which only its pages load. */
export default storefront.account
