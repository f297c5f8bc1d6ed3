import type { Locale } from '#notifications/compose.ts'
import type { OrderFacts } from '#notifications/facts.ts'
import { linkSecret } from '#orders/index.ts'
import { publicId } from '#platform/ids.ts'
import type { Tx } from '#platform/tx.ts'

const prefix = (locale: Locale): string => (locale === 'fr' ? '/fr' : '')

/** By the store's id, which leads to its present address. */
const storePages = (tx: Tx, storeId: string): string => `${tx.publicUrl}/seller/${publicId('sto', storeId)}`

/** With the secret that opens it without an account, for what a guest ordered: `key` is that of their purchase. */
const opened = (page: string, key: Buffer | null, id: string): string =>
  key ? `${page}/${id}?link=${linkSecret(key, { publicId: id })}` : `${page}/${id}`

/** Addresses of pages, for links in mails. */
export const links = {
  purchase: (tx: Tx, buyerId: string, id: string, { locale, linkKey }: { locale: Locale; linkKey: Buffer | null }) =>
    opened(`${tx.publicUrl}${prefix(locale)}/purchases`, linkKey, publicId('pur', buyerId, id)),
  order: (tx: Tx, order: OrderFacts & { readonly locale: Locale; readonly linkKey: Buffer | null }) =>
    opened(
      `${tx.publicUrl}${prefix(order.locale)}/orders`,
      order.linkKey,
      publicId('ord', order.storeId, order.orderId),
    ),
  withdrawal: (tx: Tx, locale: Locale) => `${tx.publicUrl}${prefix(locale)}/legal/withdrawal`,
  storeOrder: (tx: Tx, order: OrderFacts) =>
    `${storePages(tx, order.storeId)}/orders/${publicId('ord', order.storeId, order.orderId)}`,
  storeProduct: (tx: Tx, storeId: string, id: string) =>
    `${storePages(tx, storeId)}/products/${publicId('prd', storeId, id)}`,
  application: (tx: Tx, storeId: string) => `${tx.publicUrl}/join/${publicId('app', storeId)}`,
  seller: (tx: Tx, storeId: string) => storePages(tx, storeId),
  balance: (tx: Tx, storeId: string) => `${storePages(tx, storeId)}/balance`,
}
