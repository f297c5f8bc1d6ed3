import { type PaymentState, stateOfAttempt } from '#checkout/payment-state.ts'
import { fundsWindowHours, redirectWindowMinutes } from '#checkout/policy.ts'
import { checkoutRefusals } from '#checkout/refusals.ts'
import { postJournals } from '#ledger/index.ts'
import {
  holdLines,
  type LockedOrder,
  lockOrders,
  moveOrders,
  type OrderKey,
  releaseLines,
  unpaidStates,
} from '#orders/index.ts'
import { type Attempt, attemptOf, type ChargeOutcome, createRefunds, moveAttempt, type Part } from '#payments/index.ts'
import { addWorkingDays } from '#platform/calendar.ts'
import { type Db, sql } from '#platform/db.ts'
import { newId } from '#platform/ids.ts'
import { type Once, storeResponse } from '#platform/once.ts'
import { Refusal, refuser } from '#platform/refusal.ts'
import { inTx, type Tx } from '#platform/tx.ts'

const refuse = refuser(checkoutRefusals)

/** `replaced`: canceled because the buyer pays by another method. */
type Outcome = ChargeOutcome | { readonly state: 'canceled'; readonly replaced?: true }

/**
 * The only function that applies a payment's outcome to the orders. Whichever source reports it (button, redirect,
 * webhook, deadline), in any order and any number of times: the attempt moves once, and only the first call has
 * effects. A capture overrides every earlier answer, because the money has arrived: orders that can still be paid are
 * paid, and the part of those that were closed or have no stock is refunded at once. Refuses `purchase.not_found`.
 */
export async function settlePurchase(
  db: Db,
  which: { buyerId: string; id: string; parts?: readonly Part[] },
  outcome: Outcome,
  once: Once | null,
): Promise<PaymentState> {
  const settleOnce = (short: ReadonlySet<string>) =>
    inTx(db, 'settle purchase', async tx => {
      const { name, resolveBy } = transitionOf(tx, outcome)
      const [moved, locked] = await Promise.all([
        moveAttempt(tx, name, which, factsOf(outcome), resolveBy),
        // the attempt is locked first; sent together with it when its orders are known
        name === 'capture' && which.parts ? lockOrders(tx, keysOf(which.parts)) : null,
      ])
      if (moved) await applyOutcome(tx, moved, short, locked)
      const attempt = moved ?? (await attemptOf(tx, which.buyerId, which.id))
      if (!attempt) throw refuse('purchase.not_found')
      const state = stateOfAttempt(attempt)
      storeResponse(tx, once, state)
      return state
    })
  // A late capture may find no stock. Which order is short is only known by trying; the transaction is then retried
  // with a refund for that order, at most once per order.
  const short = new Set<string>()
  for (;;) {
    try {
      return await settleOnce(short)
    } catch (error) {
      if (!(error instanceof NoStock) || short.has(error.orderId)) throw error
      short.add(error.orderId)
    }
  }
}

class NoStock extends Error {
  readonly orderId: string
  constructor(orderId: string) {
    super(`no stock left for order ${orderId}`)
    this.orderId = orderId
  }
}

const factsOf = (outcome: Outcome) => ({
  ...('ref' in outcome && { ref: outcome.ref }),
  ...(outcome.state === 'redirect' && { redirectUrl: outcome.url }),
  ...(outcome.state === 'refused' && { refusedBecause: outcome.because }),
})

/** Applies an attempt's new state to the orders it pays. */
async function applyOutcome(
  tx: Tx,
  attempt: Attempt,
  short: ReadonlySet<string>,
  locked: LockedOrder[] | null,
): Promise<void> {
  switch (attempt.state) {
    case 'captured':
      return capture(tx, attempt, locked ?? (await lockOrders(tx, keysOf(attempt.parts))), short)
    case 'pending':
      // not to be shipped, and no longer to expire (R50.3)
      return void (await moveOrders(tx, 'await_funds', keysOf(attempt.parts)))
    case 'redirect':
      return
    default:
      return releaseOrders(tx, attempt)
  }
}

/** The attempt's transition for an outcome, and when the provider is asked how it ended. */
function transitionOf(tx: Tx, outcome: Outcome) {
  switch (outcome.state) {
    case 'redirect':
      return { name: 'redirect', resolveBy: tx.now.add({ minutes: tx.policy(redirectWindowMinutes) }) } as const
    case 'pending':
      return { name: 'await_funds', resolveBy: tx.now.add({ hours: tx.policy(fundsWindowHours) }) } as const
    case 'captured':
      return { name: 'capture' } as const
    case 'refused':
      return { name: 'refuse' } as const
    case 'canceled':
      return { name: outcome.replaced ? 'replace' : 'cancel' } as const
  }
}

async function capture(
  tx: Tx,
  attempt: Attempt,
  orders: readonly LockedOrder[],
  short: ReadonlySet<string>,
): Promise<void> {
  const amountOf = new Map(attempt.parts.map(part => [part.orderId, part.amountMinor]))
  const waiting = orders.filter(o => unpaidStates.includes(o.state))
  const takes = (order: LockedOrder) =>
    waiting.includes(order) && order.totalMinor === amountOf.get(order.id) && !short.has(order.id)
  const paid = orders.filter(takes)
  for (const order of paid.filter(o => o.unheld)) await holdOrThrow(tx, order)

  const shipBy = new Map(
    paid.map(o => [o.id, addWorkingDays(tx.now, o.processingDays, o.timeZone, tx.holidays(o.country))]),
  )
  const at = (order: OrderKey) => shipBy.get(order.id)!
  const set = sql`attempt_id = ${attempt.id}::uuid, paid_at = ${tx.now}::timestamptz, ship_by = w.at`
  const unplaceable = waiting.filter(order => short.has(order.id))
  await Promise.all([
    moveOrders(tx, 'pay', paid, { set, at, due: { 'orders.ship_by': at } }),
    postJournals(
      tx,
      attempt.parts.map(part => ({
        storeId: part.storeId,
        kind: 'order.paid' as const,
        subject: paid.some(o => o.id === part.orderId) ? part.orderId : attempt.id,
        orderId: part.orderId,
        currency: attempt.currency,
        transfers: [{ debit: 'clearing', credit: 'escrow', amountMinor: part.amountMinor } as const],
      })),
    ),
  ])
  await returnMoney(tx, attempt, paid)
  const { moved } = await moveOrders(tx, 'pay_too_late', unplaceable)
  await releaseLines(tx, moved, 'all')
}

async function holdOrThrow(tx: Tx, order: LockedOrder): Promise<void> {
  try {
    await holdLines(tx, [order])
  } catch (error) {
    if (error instanceof Refusal && error.code === 'stock.insufficient') throw new NoStock(order.id)
    throw error
  }
}

/** Refunds the parts of a capture whose orders could not be paid. */
const returnMoney = (tx: Tx, attempt: Attempt, paid: readonly OrderKey[]): Promise<void> =>
  createRefunds(
    tx,
    attempt.parts
      .filter(part => !paid.some(order => order.id === part.orderId))
      .map(part => ({
        ...part,
        id: newId(),
        transfers: [{ debit: 'escrow', credit: 'refund_due', amountMinor: part.amountMinor }],
        buyerId: attempt.buyerId,
        attemptId: attempt.id,
        currency: attempt.currency,
        reason: 'paid_too_late',
      })),
  )

/** The payment failed: the orders await another one within their window; stock reserved at payment is released. */
async function releaseOrders(tx: Tx, attempt: Attempt): Promise<void> {
  await moveOrders(tx, 'fail_payment', keysOf(attempt.parts), { due: { 'orders.pay_by': sql`m.pay_by` } })
  const unpaid = (await lockOrders(tx, keysOf(attempt.parts))).filter(o => o.state === 'awaiting_payment')
  await releaseLines(tx, unpaid, 'at_payment')
}

const keysOf = (parts: readonly Part[]): OrderKey[] => parts.map(part => ({ storeId: part.storeId, id: part.orderId }))
