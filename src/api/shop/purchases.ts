import { z } from 'zod'
import { myOrderRow, readMyOrders } from '#api/shop/order-rows.ts'
import { mayOpen, unknownTo } from '#api/shop/own-orders.ts'
import { LinkSecret } from '#auth/index.ts'
import {
  chargeOf,
  PaymentStateSchema,
  payPurchase,
  placePurchase,
  settlePurchase,
  stateOfAttempt,
} from '#checkout/index.ts'
import { linkSecret, type OrderKey } from '#orders/index.ts'
import { attemptOf, attemptsOf, paymentProvider } from '#payments/index.ts'
import { attemptStates, unconfirmedAttemptStates } from '#payments/states.ts'
import { type Db, sql } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import { InstantSchema, idInput, instant, MoneySchema, money, oneOf } from '#platform/json.ts'
import { locales } from '#platform/market.ts'
import { refuseRequest } from '#platform/refusal.ts'
import { route } from '#platform/route.ts'

const Method = z.string().max(50)

const known = (db: Db, method: string): string => {
  if (!paymentProvider.of(db).methods.includes(method))
    throw refuseRequest('request.invalid', { issues: [{ path: 'method', message: 'not offered' }] })
  return method
}

/** The secret of the link that a guest was mailed; buyers need none for what they ordered in this session. */
const link = LinkSecret.optional()

export const shopPurchases = {
  paymentMethods: route({
    method: 'GET',
    path: '/api/shop/payment-methods',
    audience: 'public',
    summary: 'Available payment methods',
    input: z.object({}),
    output: z.object({ provider: z.string(), methods: z.array(z.string()) }),
    refusals: [],
    async handle({ db }) {
      const { name, methods } = paymentProvider.of(db)
      return { provider: name, methods: [...methods] }
    },
  }),

  placePurchase: route({
    method: 'POST',
    path: '/api/shop/purchases',
    audience: 'shop',
    summary: 'Place a purchase from the cart: one order per store, paid with the given method',
    input: z.object({
      method: Method,
      expected_total_minor: z.int().min(0),
      locale: z
        .enum(locales)
        .optional()
        .describe('The language of the mails about it; without it that of the account, or of the guest’s contact'),
    }),
    example: { method: 'card_ok', expected_total_minor: 1_490 },
    output: PaymentStateSchema,
    refusals: [
      'cart.empty',
      'cart.not_on_sale',
      'cart.not_delivered_there',
      'checkout.no_address',
      'checkout.no_email',
      'checkout.total_changed',
      'stock.insufficient',
    ],
    async handle({ db, buyerId, principal, once }, { method, expected_total_minor, locale }) {
      const order = {
        buyerId: buyerId!,
        userId: principal!.userId,
        method: known(db, method),
        expectedTotalMinor: BigInt(expected_total_minor),
        ...(locale && { locale }),
      }
      return placePurchase(db, order, once)
    },
  }),

  payPurchase: route({
    method: 'POST',
    path: '/api/shop/purchases/:purchase_id/payments',
    audience: 'shop',
    summary: 'Pay the orders of a purchase that still await payment',
    input: z.object({
      purchase_id: idInput('pur'),
      method: Method,
      expected_total_minor: z
        .int()
        .positive()
        .nullable()
        .default(null)
        .describe('The amount due as shown to the buyer; null: any amount'),
      link,
    }),
    example: { method: 'card_ok' },
    output: PaymentStateSchema,
    refusals: [
      'purchase.not_found',
      'order.link_expired',
      'payment.nothing_due',
      'payment.in_progress',
      'checkout.total_changed',
      'stock.insufficient',
    ],
    async handle(ctx, { purchase_id: [owner, id], method, expected_total_minor, link }) {
      await mayOpen(ctx, { buyerId: owner!, id: id! }, link)
      const { db, once } = ctx
      const expectedTotalMinor = expected_total_minor === null ? null : BigInt(expected_total_minor)
      return payPurchase(db, { buyerId: owner!, id: id!, method: known(db, method), expectedTotalMinor }, once)
    },
  }),

  showPayment: route({
    method: 'GET',
    path: '/api/shop/payments/:payment_id',
    audience: 'shop',
    summary: 'The state of a payment; asks the provider when the buyer returns from the bank',
    input: z.object({ payment_id: idInput('pay'), link }),
    output: PaymentStateSchema,
    refusals: ['purchase.not_found', 'order.link_expired'],
    async handle(ctx, { payment_id: [owner, id], link }) {
      const { db } = ctx
      const attempt = await attemptOf(db.read, owner!, id!)
      if (!attempt) throw unknownTo(ctx, 'purchase.not_found')
      await mayOpen(ctx, { buyerId: owner!, id: attempt.purchaseId }, link)
      if (!unconfirmedAttemptStates.includes(attempt.state)) return stateOfAttempt(attempt)
      const outcome = await paymentProvider.of(db).lookUp(chargeOf(db, attempt))
      return outcome && outcome.state !== attempt.state
        ? settlePurchase(db, attempt, outcome, null)
        : stateOfAttempt(attempt)
    },
  }),

  showPurchase: route({
    method: 'GET',
    path: '/api/shop/purchases/:purchase_id',
    audience: 'shop',
    summary: 'One of the buyer’s purchases, with its orders and payments; also by the link that a guest was mailed',
    input: z.object({ purchase_id: idInput('pur'), link }),
    output: z
      .object({
        id: z.string(),
        placed_at: InstantSchema,
        total: MoneySchema,
        /** Orders that still await payment. */
        due: MoneySchema,
        orders: z.array(
          myOrderRow.schema.extend({
            /** Opened by link: the secret of the order’s own link. */
            link: z.string().nullable(),
          }),
        ),
        /** Ordered without an account in this browser: the address that claims the orders once it is verified. */
        claimable_by: z.string().nullable(),
        payments: z.array(
          z.object({
            id: z.string(),
            state: oneOf(attemptStates),
            method: z.string(),
            amount: MoneySchema,
            redirect_url: z.string().nullable(),
            refused_because: z.string().nullable(),
          }),
        ),
      })
      .meta({ id: 'Purchase' }),
    refusals: ['purchase.not_found', 'order.link_expired'],
    async handle(ctx, { purchase_id: [owner, id], link }) {
      const { db } = ctx
      const buyerId = owner!
      const linked = await mayOpen(ctx, { buyerId, id: id! }, link)
      const [purchase, orders, attempts] = await Promise.all([
        sql<{ placed_at: Temporal.Instant; total_minor: bigint; currency: string; guest: string | null }>`
          select placed_at, total_minor, currency, case when link_key is not null then email end as guest from orders.purchases where buyer_id = ${buyerId} and id = ${id!}
        `.execute(db.read),
        sql<OrderKey>`
          select store_id as "storeId", order_id as id from orders.buyer_orders
          where buyer_id = ${buyerId} and purchase_id = ${id!} order by order_id
        `.execute(db.read),
        attemptsOf(db.read, buyerId, id!),
      ])
      const found = purchase.rows[0]
      if (!found) throw unknownTo(ctx, 'purchase.not_found')
      const shown = (await readMyOrders(db.read, orders.rows)).map(row => myOrderRow.json(row, { db }))
      const key = linked?.key
      const due = shown
        .filter(order => order.state === 'awaiting_payment')
        .reduce((sum, order) => sum + order.total.amount_minor, 0)
      return {
        id: publicId('pur', buyerId, id!),
        placed_at: instant(found.placed_at),
        total: money(found.total_minor, found.currency),
        due: money(due, found.currency),
        orders: shown.map(order => ({ ...order, link: key ? linkSecret(key, { publicId: order.id }) : null })),
        claimable_by: linked ? null : found.guest,
        payments: attempts.map(attempt => ({
          id: publicId('pay', buyerId, attempt.id),
          state: attempt.state,
          method: attempt.method,
          amount: money(attempt.amountMinor, attempt.currency),
          redirect_url: attempt.state === 'redirect' ? attempt.redirectUrl : null,
          refused_because: attempt.refusedBecause,
        })),
      }
    },
  }),
}
