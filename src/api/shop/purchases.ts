import { z } from 'zod'
import { myOrderRow, readMyOrders } from '#api/shop/order-rows.ts'
import {
  chargeOf,
  PaymentStateSchema,
  payPurchase,
  placePurchase,
  settlePurchase,
  stateOfAttempt,
} from '#checkout/index.ts'
import { checkoutRefusals } from '#checkout/refusals.ts'
import type { OrderKey } from '#orders/index.ts'
import { orderRefusals } from '#orders/refusals.ts'
import { attemptOf, attemptsOf, paymentProvider } from '#payments/index.ts'
import { attemptStates, unconfirmedAttemptStates } from '#payments/states.ts'
import { type Db, sql } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import { InstantSchema, idInput, instant, MoneySchema, money, oneOf } from '#platform/json.ts'
import { refuseRequest, refuser } from '#platform/refusal.ts'
import { route } from '#platform/route.ts'

const Method = z.string().max(50)

const known = (db: Db, method: string): string => {
  if (!paymentProvider.of(db).methods.includes(method))
    throw refuseRequest('request.invalid', { issues: [{ path: 'method', message: 'not offered' }] })
  return method
}

const refuse = refuser({ ...orderRefusals, ...checkoutRefusals })

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
    audience: 'user',
    summary: 'Place a purchase from the cart: one order per store, paid with the given method',
    input: z.object({ method: Method, expected_total_minor: z.int().positive() }),
    example: { method: 'card_ok', expected_total_minor: 1_490 },
    output: PaymentStateSchema,
    refusals: [
      'cart.empty',
      'cart.not_on_sale',
      'cart.not_delivered_there',
      'checkout.no_address',
      'checkout.total_changed',
      'stock.insufficient',
    ],
    async handle({ db, buyerId, userId, once }, { method, expected_total_minor }) {
      const order = {
        buyerId,
        userId,
        method: known(db, method),
        expectedTotalMinor: BigInt(expected_total_minor),
      }
      return placePurchase(db, order, once)
    },
  }),

  payPurchase: route({
    method: 'POST',
    path: '/api/shop/purchases/:purchase_id/payments',
    audience: 'user',
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
    }),
    example: { method: 'card_ok' },
    output: PaymentStateSchema,
    refusals: [
      'purchase.not_found',
      'payment.nothing_due',
      'payment.in_progress',
      'checkout.total_changed',
      'stock.insufficient',
    ],
    async handle({ db, buyerId, once }, { purchase_id: [owner, id], method, expected_total_minor }) {
      if (owner !== buyerId) throw refuse('purchase.not_found')
      const expectedTotalMinor = expected_total_minor === null ? null : BigInt(expected_total_minor)
      return payPurchase(db, { buyerId, id: id!, method: known(db, method), expectedTotalMinor }, once)
    },
  }),

  showPayment: route({
    method: 'GET',
    path: '/api/shop/payments/:payment_id',
    audience: 'user',
    summary: 'The state of a payment; asks the provider when the buyer returns from the bank',
    input: z.object({ payment_id: idInput('pay') }),
    output: PaymentStateSchema,
    refusals: ['purchase.not_found'],
    async handle({ db, buyerId }, { payment_id: [owner, id] }) {
      const attempt = owner === buyerId ? await attemptOf(db.read, buyerId, id!) : null
      if (!attempt) throw refuse('purchase.not_found')
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
    audience: 'user',
    summary: 'One of the buyer’s purchases, with its orders and payments',
    input: z.object({ purchase_id: idInput('pur') }),
    output: z
      .object({
        id: z.string(),
        placed_at: InstantSchema,
        total: MoneySchema,
        /** Orders that still await payment. */
        due: MoneySchema,
        orders: z.array(myOrderRow.schema),
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
    refusals: ['purchase.not_found'],
    async handle({ db, buyerId }, { purchase_id: [owner, id] }) {
      if (owner !== buyerId) throw refuse('purchase.not_found')
      const [purchase, orders, attempts] = await Promise.all([
        sql<{ placed_at: Temporal.Instant; total_minor: bigint; currency: string }>`
          select placed_at, total_minor, currency from orders.purchases where buyer_id = ${buyerId} and id = ${id!}
        `.execute(db.read),
        sql<OrderKey>`
          select store_id as "storeId", order_id as id from orders.buyer_orders
          where buyer_id = ${buyerId} and purchase_id = ${id!} order by order_id
        `.execute(db.read),
        attemptsOf(db.read, buyerId, id!),
      ])
      const found = purchase.rows[0]
      if (!found) throw refuse('purchase.not_found')
      const shown = (await readMyOrders(db.read, orders.rows)).map(row => myOrderRow.json(row, { db }))
      const due = shown
        .filter(order => order.state === 'awaiting_payment')
        .reduce((sum, order) => sum + order.total.amount_minor, 0)
      return {
        id: publicId('pur', buyerId, id!),
        placed_at: instant(found.placed_at),
        total: money(found.total_minor, found.currency),
        due: money(due, found.currency),
        orders: shown,
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
