import { z } from 'zod'
import { chargeOf } from '#checkout/charge-attempt.ts'
import { payPurchase } from '#checkout/pay-purchase.ts'
import { PaymentStateSchema, stateOfAttempt } from '#checkout/payment-state.ts'
import { placePurchase } from '#checkout/place-purchase.ts'
import { checkoutRefusals } from '#checkout/refusals.ts'
import { settlePurchase } from '#checkout/settle-purchase.ts'
import { attemptOf, paymentProvider } from '#payments/index.ts'
import { type Db, sql } from '#platform/db.ts'
import { idInput } from '#platform/json.ts'
import { refuseRequest, refuser } from '#platform/refusal.ts'
import { route } from '#platform/route.ts'

const refuse = refuser(checkoutRefusals)

const Method = z.string().max(50)
const known = (db: Db, method: string): string => {
  if (!paymentProvider.of(db).methods.includes(method))
    throw refuseRequest('request.invalid', { issues: [{ path: 'method', message: 'not offered' }] })
  return method
}

export const checkoutRoutes = {
  paymentMethods: route({
    method: 'GET',
    path: '/api/shop/payment-methods',
    audience: 'public',
    summary: 'What one can pay with',
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
    summary: 'Buy the cart: one purchase, one order per store, paid by the given method',
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
      const { rows } = await sql<{ email: string; locale: string }>`
        select e.email, u.locale from accounts.users u join accounts.emails e on e.user_id = u.id
        where u.id = ${userId} limit 1
      `.execute(db.read)
      const order = {
        buyerId,
        ...rows[0]!,
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
    summary: 'Pay what of a purchase still awaits payment',
    input: z.object({
      purchase_id: idInput('pur'),
      method: Method,
      expected_total_minor: z
        .int()
        .positive()
        .nullable()
        .default(null)
        .describe('What is due as shown; null: whatever it is'),
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
    summary: 'How a payment stands; asks the provider when the buyer comes back from the bank',
    input: z.object({ payment_id: idInput('pay') }),
    output: PaymentStateSchema,
    refusals: ['purchase.not_found'],
    async handle({ db, buyerId }, { payment_id: [owner, id] }) {
      const attempt = owner === buyerId ? await attemptOf(db.read, buyerId, id!) : null
      if (!attempt) throw refuse('purchase.not_found')
      if (attempt.state !== 'redirect' && attempt.state !== 'pending') return stateOfAttempt(attempt)
      const outcome = await paymentProvider.of(db).lookUp(chargeOf(db, attempt))
      return outcome && outcome.state !== attempt.state
        ? settlePurchase(db, attempt, outcome, null)
        : stateOfAttempt(attempt)
    },
  }),
}
