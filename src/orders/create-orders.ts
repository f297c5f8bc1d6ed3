import type { Address, Cart, CartLine } from '#cart/index.ts'
import { beginOrders } from '#orders/move-orders.ts'
import { commissionBps, paymentWindowHours } from '#orders/policy.ts'
import { sql } from '#platform/db.ts'
import { humanOrderNumber, newNonce } from '#platform/ids.ts'
import { insertOf } from '#platform/rows.ts'
import type { Tx } from '#platform/tx.ts'
import type { Discount, StoreQuote } from '#pricing/index.ts'
import { rateBpsOf, type Taxonomy } from '#taxonomy/index.ts'

type NewPurchase = {
  readonly buyerId: string
  readonly id: string
  readonly cart: Cart
  readonly address: Address
  /** Where and in which language the buyer is written to about it. */
  readonly email: string
  readonly locale: string
  /** Of a guest: the key of the links that open the orders without an account. */
  readonly linkKey: Buffer | null
  readonly currency: string
  /** The source of each line's commission rate (R3.1). */
  readonly taxonomy: Taxonomy
}

/** A new key for the links that open the orders of a guest's purchase (`linkSecret`). */
export const newLinkKey = (): Buffer => newNonce(32)

/** Keeps by which address a guest's purchase is claimed (`claimPurchases`). */
export async function noteGuestPurchase(
  tx: Tx,
  { buyerId, id, email }: Pick<NewPurchase, 'buyerId' | 'id' | 'email'>,
): Promise<void> {
  await sql`
    insert into orders.guest_purchases (email, buyer_id, purchase_id) values (${email}, ${buyerId}, ${id})
  `.execute(tx)
}

/**
 * Writes the orders of a purchase, one per store, awaiting payment; the caller has reserved the units, and writes the
 * `purchaseRows`.
 */
export async function createOrders(tx: Tx, purchase: NewPurchase, placed: readonly Placed[]): Promise<void> {
  const payBy = tx.now.add({ hours: tx.policy(paymentWindowHours) })
  await beginOrders(
    tx,
    'place',
    placed.map(({ store, id }) => ({ storeId: store.storeId, id })),
    { rows: orderRows(tx, purchase, placed, payBy), also: sql`, lines as (${insertLines(tx, purchase, placed)})` },
    { actorId: purchase.buyerId, due: { 'orders.pay_by': payBy } },
  )
}

/**
 * SQL: the purchase and the buyer's list of its orders, as parts `, name as (…)` of the statement that writes the
 * buyer's payment. The database refuses a second purchase of the same cart.
 */
export const purchaseRows = (tx: Tx, purchase: NewPurchase, placed: readonly Placed[]) => sql`,
  purchase as (${insertPurchase(tx, purchase)}), listed as (${buyerRows(tx, purchase, placed)})`

/** The order that a store's part of a cart becomes. */
export type Placed = { readonly store: StoreQuote<CartLine>; readonly id: string }

const insertPurchase = (tx: Tx, { buyerId, id, cart, email, locale, linkKey, currency }: NewPurchase) => sql`
  insert into orders.purchases (buyer_id, id, cart_id, email, locale, link_key, currency, total_minor, placed_at)
  values (${buyerId}, ${id}, ${cart.id}, ${email}, ${locale}, ${linkKey}::bytea, ${currency}, ${cart.quote.totalMinor}::bigint,
    ${tx.now})`

const buyerRows = (tx: Tx, purchase: NewPurchase, placed: readonly Placed[]) =>
  insertOf(
    'orders.buyer_orders',
    {
      buyer_id: 'uuid',
      order_id: 'uuid',
      store_id: 'uuid',
      purchase_id: 'uuid',
      placed_at: 'timestamptz',
    },
    placed.map(({ store, id }) => ({
      buyer_id: purchase.buyerId,
      order_id: id,
      store_id: store.storeId,
      purchase_id: purchase.id,
      placed_at: tx.now,
    })),
  )

const orderRows = (tx: Tx, purchase: NewPurchase, placed: readonly Placed[], payBy: Temporal.Instant) =>
  insertOf(
    'orders.orders',
    {
      store_id: 'uuid',
      id: 'uuid',
      number: 'text',
      buyer_id: 'uuid',
      purchase_id: 'uuid',
      state: 'text',
      currency: 'text',
      items_minor: 'bigint',
      shipping_minor: 'bigint',
      standard_shipping_minor: 'bigint',
      address: 'jsonb',
      service: 'text',
      delivery_min_days: 'int',
      delivery_max_days: 'int',
      processing_days: 'int',
      placed_at: 'timestamptz',
      pay_by: 'timestamptz',
    },
    placed.map(({ store, id }) => ({
      store_id: store.storeId,
      id,
      number: humanOrderNumber(id),
      buyer_id: purchase.buyerId,
      purchase_id: purchase.id,
      state: 'awaiting_payment',
      currency: purchase.currency,
      items_minor: store.itemsMinor,
      shipping_minor: store.shippingMinor,
      standard_shipping_minor: store.standardShippingMinor,
      address: JSON.stringify(purchase.address),
      service: store.chosen!.service,
      delivery_min_days: store.chosen!.minDays,
      delivery_max_days: store.chosen!.maxDays,
      // the longest among its lines (R51.3)
      processing_days: Math.max(...store.lines.map(line => line.processingDays)),
      placed_at: tx.now,
      pay_by: payBy,
    })),
  )

const insertLines = (tx: Tx, { taxonomy }: NewPurchase, placed: readonly Placed[]) =>
  insertOf(
    'orders.lines',
    {
      store_id: 'uuid',
      order_id: 'uuid',
      n: 'int',
      product_id: 'uuid',
      variant_id: 'uuid',
      title: 'text',
      variant_name: 'text',
      sku: 'text',
      picture: 'uuid',
      template_id: 'uuid',
      units: 'int',
      reserved: 'int',
      reserve_at: 'text',
      unit_minor: 'bigint',
      discounts: 'jsonb',
      shipping_minor: 'bigint',
      standard_shipping_minor: 'bigint',
      commission_bps: 'int',
    },
    placed.flatMap(({ store, id }) =>
      store.lines.map((line, n) => ({
        store_id: store.storeId,
        order_id: id,
        n,
        product_id: line.productId,
        variant_id: line.variantId,
        title: line.title,
        variant_name: line.variantName,
        sku: line.sku,
        picture: line.picture,
        template_id: line.templateId,
        units: line.units,
        reserved: line.units,
        reserve_at: line.reserveAt,
        unit_minor: line.unitMinor,
        discounts: storedDiscounts(line.discounts),
        shipping_minor: line.shippingMinor,
        standard_shipping_minor: line.standardShippingMinor,
        commission_bps: rateBpsOf(taxonomy, line.category, tx.now) ?? tx.policy(commissionBps),
      })),
    ),
  )

const storedDiscounts = (discounts: readonly Discount[]): string =>
  JSON.stringify(
    discounts.map(({ source, fundedBy, amountMinor }) => ({
      source,
      funded_by: fundedBy,
      amount_minor: String(amountMinor),
    })),
  )
