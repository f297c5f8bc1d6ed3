import type { Locale } from '#notifications/compose.ts'
import type { OrderFacts } from '#notifications/facts.ts'
import { publicId } from '#platform/ids.ts'
import type { Tx } from '#platform/tx.ts'

const prefix = (locale: Locale): string => (locale === 'fr' ? '/fr' : '')

/** By the store's id, which leads to its present address. */
const storePages = (tx: Tx, storeId: string): string => `${tx.publicUrl}/seller/${publicId('sto', storeId)}`

/** Addresses of pages, for links in mails. */
export const links = {
  purchase: (tx: Tx, buyerId: string, id: string, locale: Locale) =>
    `${tx.publicUrl}${prefix(locale)}/purchases/${publicId('pur', buyerId, id)}`,
  order: (tx: Tx, order: OrderFacts & { readonly locale: Locale }) =>
    `${tx.publicUrl}${prefix(order.locale)}/orders/${publicId('ord', order.storeId, order.orderId)}`,
  storeOrder: (tx: Tx, order: OrderFacts) =>
    `${storePages(tx, order.storeId)}/orders/${publicId('ord', order.storeId, order.orderId)}`,
  storeProduct: (tx: Tx, storeId: string, id: string) =>
    `${storePages(tx, storeId)}/products/${publicId('prd', storeId, id)}`,
  application: (tx: Tx, storeId: string) => `${tx.publicUrl}/join/${publicId('app', storeId)}`,
  seller: (tx: Tx, storeId: string) => storePages(tx, storeId),
  balance: (tx: Tx, storeId: string) => `${storePages(tx, storeId)}/balance`,
}
