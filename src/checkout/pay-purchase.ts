import { chargeAttempt, chargeOf } from '#checkout/charge-attempt.ts'
import { type PaymentState, stateOfAttempt } from '#checkout/payment-state.ts'
import { fundsWindowHours, unansweredMinutes } from '#checkout/policy.ts'
import { checkoutRefusals } from '#checkout/refusals.ts'
import { settlePurchase } from '#checkout/settle-purchase.ts'
import { holdLines, lockPurchase, lockUnpaidOrders } from '#orders/index.ts'
import {
  type Attempt,
  attemptOf,
  moveAttempt,
  openAttempt,
  openAttemptOf,
  openAttemptStates,
  paymentProvider,
} from '#payments/index.ts'
import { paymentRefusals } from '#payments/refusals.ts'
import type { Db } from '#platform/db.ts'
import { newId } from '#platform/ids.ts'
import { marketCurrency } from '#platform/market.ts'
import { beginIdempotent, earlierCall, type Once } from '#platform/once.ts'
import { refuser } from '#platform/refusal.ts'
import { inTx, type Tx } from '#platform/tx.ts'

const refuse = refuser({ ...checkoutRefusals, ...paymentRefusals })

type PaymentRequest = { buyerId: string; id: string; method: string; expectedTotalMinor: bigint | null }

/**
 * Pays the part of a purchase that still awaits payment, by another method: after a refused card, or instead of a bank
 * page left open. `expectedTotalMinor` is what the buyer was shown; null pays the amount due. Refuses
 * `purchase.not_found`, `payment.nothing_due`, `payment.in_progress` (an earlier payment may still succeed),
 * `checkout.total_changed` (a store lowered its price, or an order was closed), `stock.insufficient` (reserved at
 * payment, and meanwhile sold).
 */
export async function payPurchase(db: Db, purchase: PaymentRequest, once: Once | null): Promise<PaymentState> {
  const open = await openAttemptOf(db.read, purchase.buyerId, purchase.id)
  // read after the attempt: one that began under this key is never taken for an earlier one
  const earlier = await earlierCall<PaymentState>(db.read, once)
  if (earlier.state === 'answered') return earlier.answer
  // two open bank pages could both be paid
  if (earlier.state === 'first' && open?.state === 'redirect')
    await resolveAttempt(db, purchase.buyerId, open.id, { replaced: true })
  const attemptId = newId()
  const started = await inTx(db, 'pay purchase', tx => begin(tx, purchase, attemptId, once))
  if ('answer' in started) return started.answer
  if ('resume' in started) {
    const attempt = await attemptOf(db.read, purchase.buyerId, started.resume)
    return attempt!.state === 'created' ? chargeAttempt(db, attempt!, once) : stateOfAttempt(attempt!)
  }
  return chargeAttempt(db, started.attempt, once)
}

/** Asks the provider how an attempt ended, cancels it if it has not ended, and applies the outcome. */
export async function resolveAttempt(
  db: Db,
  buyerId: string,
  attemptId: string,
  why: { replaced?: true } = {},
): Promise<void> {
  const attempt = await attemptOf(db.read, buyerId, attemptId)
  if (!attempt || !openAttemptStates.includes(attempt.state)) return
  const charge = chargeOf(db, attempt)
  const provider = paymentProvider.of(db)
  const result = await provider.cancelUnlessCaptured(charge)
  if (result === 'canceled') await settlePurchase(db, attempt, { state: 'canceled', ...why }, null)
  else if (result === 'captured') await settlePurchase(db, attempt, (await provider.lookUp(charge))!, null)
  else if (attempt.state !== 'pending') await settlePurchase(db, attempt, { state: 'pending', ref: attempt.ref! }, null)
  else
    await inTx(db, 'ask again later', tx =>
      moveAttempt(tx, 'ask_again', attempt, {}, tx.now.add({ hours: tx.policy(fundsWindowHours) })),
    )
}

type Begun = { answer: PaymentState } | { resume: string } | { attempt: Attempt }

async function begin(tx: Tx, purchase: PaymentRequest, attemptId: string, once: Once | null): Promise<Begun> {
  const earlier = await beginIdempotent<PaymentState>(tx, once, attemptId)
  if (earlier.state === 'answered') return { answer: earlier.answer }
  if (earlier.state === 'unfinished') return { resume: earlier.subject! }
  // against a concurrent payment from another window
  if (!(await lockPurchase(tx, purchase.buyerId, purchase.id))) throw refuse('purchase.not_found')
  if (await openAttemptOf(tx, purchase.buyerId, purchase.id)) throw refuse('payment.in_progress')
  const orders = await lockUnpaidOrders(tx, purchase.buyerId, purchase.id)
  if (orders.length === 0) throw refuse('payment.nothing_due')
  const due = orders.reduce((sum, order) => sum + order.totalMinor, 0n)
  if (purchase.expectedTotalMinor !== null && due !== purchase.expectedTotalMinor)
    throw refuse('checkout.total_changed', { total_minor: Number(due) })
  await holdLines(
    tx,
    orders.filter(order => order.unheld),
  )
  const attempt = await openAttempt(
    tx,
    {
      buyerId: purchase.buyerId,
      id: attemptId,
      purchaseId: purchase.id,
      currency: marketCurrency,
      method: purchase.method,
      parts: orders.map(order => ({ storeId: order.storeId, orderId: order.id, amountMinor: order.totalMinor })),
    },
    tx.now.add({ minutes: unansweredMinutes }),
  )
  return { attempt }
}
