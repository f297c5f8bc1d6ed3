import { chargeAttempt, chargeOf } from '#checkout/charge-attempt.ts'
import { type PaymentState, stateOfAttempt } from '#checkout/payment-state.ts'
import { fundsWindowHours, unansweredMinutes } from '#checkout/policy.ts'
import { checkoutRefusals } from '#checkout/refusals.ts'
import { settlePurchase } from '#checkout/settle-purchase.ts'
import { holdLines } from '#orders/index.ts'
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
import { type Db, sql } from '#platform/db.ts'
import { newId } from '#platform/ids.ts'
import { marketCurrency } from '#platform/money.ts'
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
type Due = { storeId: string; id: string; state: string; total: bigint; unheld: boolean }

async function begin(tx: Tx, purchase: PaymentRequest, attemptId: string, once: Once | null): Promise<Begun> {
  const earlier = await beginIdempotent<PaymentState>(tx, once, attemptId)
  if (earlier.state === 'answered') return { answer: earlier.answer }
  if (earlier.state === 'unfinished') return { resume: earlier.subject! }
  // Locks the purchase's row against a concurrent payment from another window.
  const found = await sql`
    select 1 from orders.purchases where buyer_id = ${purchase.buyerId} and id = ${purchase.id} for no key update
  `.execute(tx)
  if (found.rows.length === 0) throw refuse('purchase.not_found')
  if (await openAttemptOf(tx, purchase.buyerId, purchase.id)) throw refuse('payment.in_progress')
  const { rows } = await sql<Due>`
    select o.store_id as "storeId", o.id, o.state, o.items_minor + o.shipping_minor as total,
      exists (select 1 from orders.lines l where l.store_id = o.store_id and l.order_id = o.id and l.reserved = 0) as unheld
    from orders.buyer_orders b join orders.orders o on o.store_id = b.store_id and o.id = b.order_id
    where b.buyer_id = ${purchase.buyerId} and b.purchase_id = ${purchase.id} and o.state = 'awaiting_payment'
    order by o.store_id, o.id for no key update of o
  `.execute(tx)
  if (rows.length === 0) throw refuse('payment.nothing_due')
  const due = rows.reduce((sum, order) => sum + order.total, 0n)
  if (purchase.expectedTotalMinor !== null && due !== purchase.expectedTotalMinor)
    throw refuse('checkout.total_changed', { total_minor: Number(due) })
  await holdLines(
    tx,
    rows.filter(order => order.unheld),
  )
  const attempt = await openAttempt(
    tx,
    {
      buyerId: purchase.buyerId,
      id: attemptId,
      purchaseId: purchase.id,
      currency: marketCurrency,
      method: purchase.method,
      parts: rows.map(order => ({ storeId: order.storeId, orderId: order.id, amountMinor: order.total })),
    },
    tx.now.add({ minutes: unansweredMinutes }),
  )
  return { attempt }
}
