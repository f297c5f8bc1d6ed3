import type { PaymentState } from '#checkout/payment-state.ts'
import { settlePurchase } from '#checkout/settle-purchase.ts'
import { type Attempt, type Charge, paymentProvider } from '#payments/index.ts'
import type { Db } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import type { Once } from '#platform/once.ts'

/**
 * Charges an attempt at the provider, outside any transaction, and applies the outcome. The attempt's id is the
 * provider's idempotency key, so asking again after a crash charges nothing twice.
 */
export async function chargeAttempt(db: Db, attempt: Attempt, once: Once | null): Promise<PaymentState> {
  const outcome = await paymentProvider.of(db).charge(chargeOf(db, attempt))
  return settlePurchase(db, attempt, outcome, once)
}

/** An attempt as the provider knows it. */
export function chargeOf(db: Db, attempt: Attempt): Charge {
  const id = publicId('pay', attempt.buyerId, attempt.id)
  return {
    id,
    amountMinor: attempt.amountMinor,
    currency: attempt.currency,
    method: attempt.method,
    ref: attempt.ref,
    returnUrl: `${db.publicUrl}/checkout/return/${id}`,
    webhookUrl: `${db.publicUrl}/api/payments/webhook`,
  }
}
