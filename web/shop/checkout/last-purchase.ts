import type { WebContext } from '#app/web-context.ts'

const name = 'last_purchase'
/** How long another window, or a step back, leads to the purchase instead of an empty cart. */
const maxAgeSeconds = 3_600

export const keepLastPurchase = (visit: Pick<WebContext, 'setCookie'>, id: string): void =>
  visit.setCookie(name, id, { maxAgeSeconds })

/** The purchase that was placed last in this browser, within the last hour. */
export const lastPurchaseOf = ({ cookies }: Pick<WebContext, 'cookies'>): string | null => cookies[name] || null
