/** What is the same in the whole market; pure, so that pages use it too. */

/** As pages, mails and documents call it. */
export const marketName = 'Fondaco'

/** One currency per installation for now; every price, order and journal stores it nevertheless. */
export const marketCurrency = 'EUR'

/** Its days begin and end here, and its dates are shown in it: a deadline is the same moment for everybody. */
export const marketTimeZone = 'Europe/Paris'

/** The languages of pages, mails and documents. */
export const locales = ['en', 'fr'] as const
export type Locale = (typeof locales)[number]

export const localeOf = (text: string): Locale => (text === 'fr' ? 'fr' : 'en')
