import { z } from 'zod'
import { cartLinesMax } from '#cart/limits.ts'
import { cancelOrder } from '#orders/close-orders.ts'
import { confirmReceipt } from '#orders/complete-orders.ts'
import { lowerPrice } from '#orders/lower-price.ts'
import type { OrderKey } from '#orders/move-orders.ts'
import { orderRefusals } from '#orders/refusals.ts'
import { shipByOf } from '#orders/ship-by.ts'
import { shipOrder } from '#orders/ship-order.ts'
import { audit } from '#platform/audit.ts'
import { sql } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import { storeOwned } from '#platform/json.ts'
import { onceInTx } from '#platform/once.ts'
import { refuser } from '#platform/refusal.ts'
import { route } from '#platform/route.ts'
import type { Tx } from '#platform/tx.ts'

const refuse = refuser(orderRefusals)
const Done = z.object({ done: z.literal(true) })
const done = { done: true as const }

/** A buyer's hand on an order: theirs, or it does not exist. */
async function checkBuyer(tx: Tx, buyerId: string, order: OrderKey): Promise<void> {
  const { rows } = await sql`
    select 1 from orders.buyer_orders where buyer_id = ${buyerId} and order_id = ${order.id} and store_id = ${order.storeId}
  `.execute(tx)
  if (rows.length === 0) throw refuse('order.not_found')
}

export const orderRoutes = {
  shipByOf,

  confirmReceipt: route({
    method: 'POST',
    path: '/api/shop/orders/:order_id/confirm',
    audience: 'user',
    summary: 'Say that an order arrived: completes it and releases its money',
    input: z.object({ order_id: storeOwned('ord') }),
    output: Done,
    refusals: ['order.not_found', 'order.wrong_state'],
    handle: ({ db, buyerId, once }, { order_id }) =>
      onceInTx(db, once, 'confirm receipt', async tx => {
        await checkBuyer(tx, buyerId, order_id)
        await confirmReceipt(tx, buyerId, order_id)
        return done
      }),
  }),

  cancelOrder: route({
    method: 'POST',
    path: '/api/shop/orders/:order_id/cancel',
    audience: 'user',
    summary: 'Take an order back before its payment is confirmed',
    input: z.object({ order_id: storeOwned('ord') }),
    output: Done,
    refusals: ['order.not_found', 'order.wrong_state'],
    handle: ({ db, buyerId, once }, { order_id }) =>
      onceInTx(db, once, 'cancel order', async tx => {
        await checkBuyer(tx, buyerId, order_id)
        await cancelOrder(tx, buyerId, order_id)
        return done
      }),
  }),

  lowerPrice: route({
    method: 'POST',
    path: '/api/seller/orders/:order_id/lower-price',
    audience: 'seller',
    permission: 'orders.price',
    summary: 'Lower what an order costs while it awaits payment',
    input: z.object({
      order_id: storeOwned('ord'),
      lines: z
        .array(z.object({ n: z.int().min(0), unit_minor: z.int().min(1) }))
        .max(cartLinesMax)
        .default([])
        .describe('By their place in the order, from 0'),
      shipping_minor: z.int().min(0).nullable().default(null),
    }),
    example: { shipping_minor: 0 },
    output: Done,
    refusals: ['order.not_found', 'order.wrong_state', 'order.price_not_lower', 'order.payment_under_way'],
    handle: ({ db, storeId, userId, once }, { order_id, lines, shipping_minor }) =>
      onceInTx(db, once, 'lower price', async tx => {
        if (order_id.storeId !== storeId) throw refuse('order.not_found')
        await lowerPrice(tx, userId, order_id, {
          lines: lines.map(line => ({ n: line.n, unitMinor: BigInt(line.unit_minor) })),
          shippingMinor: shipping_minor === null ? null : BigInt(shipping_minor),
        })
        const subject = publicId('ord', storeId, order_id.id)
        await audit(tx, {
          owner: storeId,
          userId,
          action: 'order.lower_price',
          subject,
          after: { lines, shipping_minor },
        })
        return done
      }),
  }),

  shipOrder: route({
    method: 'POST',
    path: '/api/seller/orders/:order_id/ship',
    audience: 'seller',
    permission: 'orders.ship',
    summary: 'Hand an order to a carrier, with its tracking number',
    input: z.object({
      order_id: storeOwned('ord'),
      carrier: z.string().max(50),
      tracking_number: z.string().trim().min(1).max(50),
      add_to_template: z.boolean().default(false),
    }),
    example: { carrier: 'dhl', tracking_number: '1234567891' },
    output: Done,
    refusals: [
      'order.not_found',
      'order.wrong_state',
      'order.carrier_not_in_template',
      'order.tracking_malformed',
      'order.tracking_used',
    ],
    handle: ({ db, storeId, userId, once }, input) =>
      onceInTx(db, once, 'ship order', async tx => {
        if (input.order_id.storeId !== storeId) throw refuse('order.not_found')
        const parcel = {
          carrier: input.carrier,
          trackingNumber: input.tracking_number,
          addToTemplate: input.add_to_template,
        }
        await shipOrder(tx, userId, input.order_id, parcel)
        await audit(tx, {
          owner: storeId,
          userId,
          action: 'order.ship',
          subject: publicId('ord', storeId, input.order_id.id),
          after: { carrier: parcel.carrier, tracking_number: parcel.trackingNumber },
        })
        return done
      }),
  }),
}
