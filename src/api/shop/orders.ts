import { z } from 'zod'
import { BuyerOrderSchema, readOrder, refundsOf, withRefusedPayments } from '#api/order-view.ts'
import { myOrderRow, readMyOrders } from '#api/shop/order-rows.ts'
import { isListed, isTheirs, unknownTo } from '#api/shop/own-orders.ts'
import { type Trader, trader } from '#api/shop/trader.ts'
import { receiptPdf } from '#documents/index.ts'
import { cancelOrder, confirmReceipt, type OrderKey } from '#orders/index.ts'
import { command } from '#platform/command.ts'
import { sql } from '#platform/db.ts'
import { FileSchema } from '#platform/http.ts'
import { storeOwned } from '#platform/json.ts'
import { descending, listOf } from '#platform/list.ts'
import { locales } from '#platform/market.ts'
import { route } from '#platform/route.ts'

export const shopOrders = {
  confirmReceipt: command({
    method: 'POST',
    path: '/api/shop/orders/:order_id/confirm',
    audience: 'shop',
    summary: 'Confirm receipt of an order: completes it and releases its money',
    input: z.object({ order_id: storeOwned('ord') }),
    refusals: ['order.not_found', 'order.wrong_state'],
    async run(tx, ctx, { order_id }) {
      if (!(await isListed(tx, ctx.buyerId, order_id))) throw unknownTo(ctx, 'order.not_found')
      await confirmReceipt(tx, ctx.buyerId!, order_id)
    },
    audit: { none: 'a buyer’s act; it is a transition of the order' },
  }),

  cancelOrder: command({
    method: 'POST',
    path: '/api/shop/orders/:order_id/cancel',
    audience: 'shop',
    summary: 'Cancel an order before its payment is confirmed',
    input: z.object({ order_id: storeOwned('ord') }),
    refusals: ['order.not_found', 'order.wrong_state'],
    async run(tx, ctx, { order_id }) {
      if (!(await isListed(tx, ctx.buyerId, order_id))) throw unknownTo(ctx, 'order.not_found')
      await cancelOrder(tx, ctx.buyerId!, order_id)
    },
    audit: { none: 'a buyer’s act; it is a transition of the order' },
  }),

  listMyOrders: listOf({
    path: '/api/shop/orders',
    audience: 'user',
    summary: 'The buyer’s orders, latest first',
    input: {},
    row: myOrderRow,
    owner: 'b.buyer_id',
    from: sql`orders.buyer_orders b`,
    order: descending(['b.placed_at', 'instant'], ['b.order_id', 'uuid']),
    pageColumns: sql`b.store_id as "storeId", b.order_id as id`,
    read: ({ db }, page) => readMyOrders(db.read, page as unknown as OrderKey[]),
  }),

  showMyOrder: route({
    method: 'GET',
    path: '/api/shop/orders/:order_id',
    audience: 'shop',
    summary: 'One of the buyer’s orders',
    input: z.object({ order_id: storeOwned('ord') }),
    output: BuyerOrderSchema,
    refusals: ['order.not_found'],
    async handle(ctx, { order_id }) {
      const { db } = ctx
      const found = await readOrder(db.read, order_id.storeId, order_id.id)
      if (!found || !(await isTheirs(ctx, found.buyerId, order_id))) throw unknownTo(ctx, 'order.not_found')
      return withRefusedPayments(db.read, found)
    },
  }),

  downloadReceipt: route({
    method: 'GET',
    path: '/api/shop/orders/:order_id/receipt',
    audience: 'shop',
    summary: 'The receipt of one of the buyer’s orders, as PDF',
    download: 'application/pdf',
    input: z.object({ order_id: storeOwned('ord'), locale: z.enum(locales).default('en') }),
    output: FileSchema,
    refusals: ['order.not_found'],
    async handle(ctx, { order_id, locale }) {
      const { db } = ctx
      const [found, sellers] = await Promise.all([
        readOrder(db.read, order_id.storeId, order_id.id),
        sql<{ seller: Trader | null }>`
          select ${trader('s')} as seller from sellers.stores s where s.store_id = ${order_id.storeId}
        `.execute(db.read),
      ])
      if (!found || !(await isTheirs(ctx, found.buyerId, order_id))) throw unknownTo(ctx, 'order.not_found')
      const receipt = { ...found.order, refunds: refundsOf(found.order), seller: sellers.rows[0]?.seller ?? null }
      return { name: `receipt-${found.order.number}.pdf`, bytes: await receiptPdf(receipt, locale) }
    },
  }),
}
