import { type PaymentState, stateOfAttempt } from '#checkout/payment-state.ts'
import { fundsWindowHours, redirectWindowMinutes } from '#checkout/policy.ts'
import { checkoutRefusals } from '#checkout/refusals.ts'
import { postJournals } from '#ledger/index.ts'
import { applyTransition, close, holdLines, type MovedOrder, type OrderKey, releaseLines } from '#orders/index.ts'
import { type Attempt, attemptOf, type ChargeOutcome, moveAttempt, orderRefunds, type Part } from '#payments/index.ts'
import { addWorkingDays } from '#platform/calendar.ts'
import { type Db, sql } from '#platform/db.ts'
import { cancelDeadlines, setDeadlines } from '#platform/deadlines.ts'
import { newId } from '#platform/ids.ts'
import { keepAnswer, type Once } from '#platform/once.ts'
import { emit } from '#platform/outbox.ts'
import { Refusal, refuser } from '#platform/refusal.ts'
import { inTx, type Tx } from '#platform/tx.ts'

const refuse = refuser(checkoutRefusals)

/** `replaced`: given up because the buyer pays in another way right now. */
export type Outcome = ChargeOutcome | { readonly state: 'canceled'; readonly replaced?: true }

/**
 * The one door through which a payment's outcome reaches the orders. Whoever brings it (button, redirect, webhook,
 * resolving deadline), in whatever order and however often: the attempt moves once, and only its first mover does
 * anything. A capture wins over every earlier answer, for the money is here: orders that can take it are paid, the
 * part of those that are gone or find no stock goes back at once. Refuses `purchase.not_found`.
 */
export async function settlePurchase(
  db: Db,
  which: { buyerId: string; id: string },
  outcome: Outcome,
  once: Once | null,
): Promise<PaymentState> {
  const tell = (short: ReadonlySet<string>) =>
    inTx(db, 'settle purchase', async tx => {
      const moved = await moveAttempt(tx, which, outcome.state, factsOf(outcome))
      const replaced = outcome.state === 'canceled' && outcome.replaced === true
      if (moved) await follow(tx, moved, short, replaced)
      const attempt = moved ?? (await attemptOf(tx, which.buyerId, which.id))
      if (!attempt) throw refuse('purchase.not_found')
      const state = stateOfAttempt(attempt)
      await keepAnswer(tx, once, state)
      return state
    })
  // A late capture may find no stock. Which order falls short is known by trying; then the story is told again with
  // that order's money going back, until it goes through: at most once per order.
  const short = new Set<string>()
  for (;;) {
    try {
      return await tell(short)
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

async function follow(tx: Tx, attempt: Attempt, short: ReadonlySet<string>, replaced: boolean): Promise<void> {
  const resolve = { owner: attempt.buyerId, subject: attempt.id }
  switch (attempt.state) {
    case 'captured':
      return capture(tx, attempt, short)
    case 'pending':
      return awaitFunds(tx, attempt)
    case 'redirect':
      return setDeadlines(tx, [
        { ...resolve, kind: 'checkout.resolve', dueAt: tx.now.add({ minutes: tx.policy(redirectWindowMinutes) }) },
      ])
    default:
      return giveUp(tx, attempt, replaced)
  }
}

type Standing = OrderKey & {
  state: string
  total: bigint
  unheld: boolean
  processing_days: number
  country: string
  time_zone: string
}

/** Rows in (store, id) order, like every other story that takes several orders. */
async function lockOrders(tx: Tx, parts: readonly Part[]): Promise<Standing[]> {
  const { rows } = await sql<Standing>`
    select o.store_id as "storeId", o.id, o.state, o.items_minor + o.shipping_minor as total, o.processing_days,
      s.country, s.time_zone, exists (select 1 from orders.lines l
        where l.store_id = o.store_id and l.order_id = o.id and l.reserved = 0) as unheld
    from unnest(${parts.map(p => p.storeId)}::uuid[], ${parts.map(p => p.orderId)}::uuid[]) p(store_id, id)
    join orders.orders o on o.store_id = p.store_id and o.id = p.id join sellers.stores s on s.store_id = o.store_id
    order by o.store_id, o.id for no key update of o
  `.execute(tx)
  return rows
}

async function capture(tx: Tx, attempt: Attempt, short: ReadonlySet<string>): Promise<void> {
  const orders = await lockOrders(tx, attempt.parts)
  const amountOf = new Map(attempt.parts.map(part => [part.orderId, part.amountMinor]))
  const waiting = orders.filter(o => o.state === 'awaiting_payment' || o.state === 'payment_in_progress')
  const takes = (order: Standing) =>
    waiting.includes(order) && order.total === amountOf.get(order.id) && !short.has(order.id)
  const paid = orders.filter(takes)
  for (const order of paid.filter(o => o.unheld)) await holdOrSay(tx, order)

  const shipBy = new Map(
    paid.map(o => [o.id, addWorkingDays(tx.now, o.processing_days, o.time_zone, tx.holidays(o.country))]),
  )
  const facts = sql`attempt_id = ${attempt.id}::uuid, paid_at = ${tx.now}::timestamptz,
    ship_by = (${JSON.stringify(Object.fromEntries(shipBy))}::jsonb ->> o.id::text)::timestamptz`
  const unplaceable = waiting.filter(order => short.has(order.id))
  await Promise.all([
    applyTransition(tx, 'pay', paid, { facts }),
    cancelDeadlines(
      tx,
      ['orders.pay_by', 'checkout.resolve'],
      [
        ...[...paid, ...unplaceable].map(o => ({ owner: o.storeId, subject: o.id })),
        { owner: attempt.buyerId, subject: attempt.id },
      ],
    ),
    setDeadlines(
      tx,
      paid.map(o => ({ owner: o.storeId, subject: o.id, kind: 'orders.ship_by', dueAt: shipBy.get(o.id)! })),
    ),
    postJournals(
      tx,
      attempt.parts.map(part => ({
        storeId: part.storeId,
        kind: 'order.paid',
        subject: paid.some(o => o.id === part.orderId) ? part.orderId : attempt.id,
        orderId: part.orderId,
        currency: attempt.currency,
        transfers: [{ debit: 'clearing', credit: 'escrow', amountMinor: part.amountMinor }],
      })),
    ),
    emit(tx, eventsOf(attempt, paid)),
  ])
  await returnMoney(tx, attempt, paid)
  if (unplaceable.length > 0) await close(tx, await applyTransition(tx, 'pay_too_late', unplaceable), 'paid_too_late')
}

async function holdOrSay(tx: Tx, order: Standing): Promise<void> {
  try {
    await holdLines(tx, [order])
  } catch (error) {
    if (error instanceof Refusal && error.code === 'stock.insufficient') throw new NoStock(order.id)
    throw error
  }
}

/** The parts of a capture that no order could take. */
const returnMoney = (tx: Tx, attempt: Attempt, paid: readonly OrderKey[]): Promise<void> =>
  orderRefunds(
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

const eventsOf = (attempt: Attempt, paid: readonly OrderKey[]) => [
  {
    owner: attempt.buyerId,
    subject: attempt.purchaseId,
    name: 'purchase.paid',
    body: { buyer_id: attempt.buyerId, purchase_id: attempt.purchaseId, attempt_id: attempt.id },
  },
  ...paid.map(order => ({
    owner: order.storeId,
    subject: order.id,
    name: 'order.paid',
    body: { store_id: order.storeId, order_id: order.id, buyer_id: attempt.buyerId },
  })),
]

/** The bank has not confirmed the money yet (R50.3): not to be shipped, no longer to expire. */
async function awaitFunds(tx: Tx, attempt: Attempt): Promise<void> {
  const moved = await applyTransition(tx, 'await_funds', keysOf(attempt))
  await cancelDeadlines(
    tx,
    ['orders.pay_by'],
    moved.map(o => ({ owner: o.storeId, subject: o.id })),
  )
  await setDeadlines(tx, [
    {
      owner: attempt.buyerId,
      subject: attempt.id,
      kind: 'checkout.resolve',
      dueAt: tx.now.add({ hours: tx.policy(fundsWindowHours) }),
    },
  ])
}

/** No money came of it: the orders await another payment within their window; what is reserved at payment is free. */
async function giveUp(tx: Tx, attempt: Attempt, replaced: boolean): Promise<void> {
  const back: MovedOrder[] = await applyTransition(tx, 'fail_payment', keysOf(attempt))
  const standing = (await lockOrders(tx, attempt.parts)).filter(o => o.state === 'awaiting_payment')
  await releaseLines(tx, standing, 'at_payment')
  await cancelDeadlines(tx, ['checkout.resolve'], [{ owner: attempt.buyerId, subject: attempt.id }])
  await setDeadlines(
    tx,
    back.map(o => ({ owner: o.storeId, subject: o.id, kind: 'orders.pay_by', dueAt: o.payBy })),
  )
  if (replaced) return // nothing failed: the buyer is paying in another way
  await emit(tx, [
    {
      owner: attempt.buyerId,
      subject: attempt.purchaseId,
      name: 'purchase.payment_failed',
      body: { buyer_id: attempt.buyerId, purchase_id: attempt.purchaseId },
    },
  ])
}

const keysOf = (attempt: Attempt): OrderKey[] =>
  attempt.parts.map(part => ({ storeId: part.storeId, id: part.orderId }))
