import type { WebContext } from '#app/web-context.ts'

const name = 'receipt_code'
/** How long somebody may look for the mail. */
const maxAgeSeconds = 3_600

/** Keeps the secret of the request for a code that confirms the receipt of this order. */
export const keepReceiptRequest = (visit: Pick<WebContext, 'setCookie'>, orderId: string, request: string): void =>
  visit.setCookie(name, `${orderId} ${request}`, { maxAgeSeconds })

/** The secret of the last request for this order, if the cookie still exists. */
export function receiptRequestOf({ cookies }: Pick<WebContext, 'cookies'>, orderId: string): string | null {
  const [order, request] = (cookies[name] ?? '').split(' ')
  return order === orderId && request ? request : null
}
