import type { Locale } from '#notifications/compose.ts'
import type { OrderFacts } from '#notifications/facts.ts'
import { publicId } from '#platform/ids.ts'
import type { Tx } from '#platform/tx.ts'

const prefix = (locale: Locale): string => (locale === 'fr' ? '/fr' : '')

/** Addresses of pages, for links in mails. */
export const links = {
  purchase: (tx: Tx, buyerId: string, id: string, locale: Locale) =>
    `${tx.publicUrl}${prefix(locale)}/purchases/${publicId('pur', buyerId, id)}`,
  order: (tx: Tx, order: OrderFacts & { readonly locale: Locale }) =>
    `${tx.publicUrl}${prefix(order.locale)}/orders/${publicId('ord', order.storeId, order.orderId)}`,
  storeOrder: (tx: Tx, order: OrderFacts) =>
    `${tx.publicUrl}/seller/orders/${publicId('ord', order.storeId, order.orderId)}`,
  storeProduct: (tx: Tx, storeId: string, id: string) =>
    `${tx.publicUrl}/seller/products/${publicId('prd', storeId, id)}`,
  application: (tx: Tx, storeId: string) => `${tx.publicUrl}/join/${publicId('app', storeId)}`,
  seller: (tx: Tx) => `${tx.publicUrl}/seller`,
  balance: (tx: Tx) => `${tx.publicUrl}/seller/balance`,
}
