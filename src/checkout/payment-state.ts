import { z } from 'zod'
import type { Attempt } from '#payments/index.ts'
import { publicId } from '#platform/ids.ts'
import { MoneySchema, money } from '#platform/json.ts'

/** The state of a purchase's payment, for buyers and programs. */
export const PaymentStateSchema = z
  .object({
    purchase_id: z.string(),
    payment_id: z.string(),
    state: z.enum(['in_progress', 'redirect', 'paid', 'refused']),
    /** The bank's page where the buyer must confirm the payment. */
    redirect_url: z.string().nullable(),
    refused_because: z.string().nullable(),
    amount: MoneySchema,
    orders: z.array(z.string()),
  })
  .meta({ id: 'PaymentState' })
export type PaymentState = z.infer<typeof PaymentStateSchema>

const states = {
  created: 'in_progress',
  pending: 'in_progress',
  redirect: 'redirect',
  captured: 'paid',
  refused: 'refused',
  canceled: 'refused',
} as const

export const stateOfAttempt = (attempt: Attempt): PaymentState => ({
  purchase_id: publicId('pur', attempt.buyerId, attempt.purchaseId),
  payment_id: publicId('pay', attempt.buyerId, attempt.id),
  state: states[attempt.state],
  redirect_url: attempt.redirectUrl,
  refused_because: attempt.refusedBecause,
  amount: money(attempt.amountMinor, attempt.currency),
  orders: attempt.parts.map(part => publicId('ord', part.storeId, part.orderId)),
})
