import { postJournals, type Transfer } from '#ledger/index.ts'
import { attemptOf } from '#payments/attempts.ts'
import { paymentProvider } from '#payments/providers/provider.ts'
import { type RefundReason, refundMachine } from '#payments/states.ts'
import { type Db, sql } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import { mover } from '#platform/move.ts'
import { insertOf } from '#platform/rows.ts'
import { inTx, type Tx } from '#platform/tx.ts'

const refundMover = mover(refundMachine, { table: 'payments.refunds', owner: 'storeId', row: sql<object>`m.order_id` })

type RefundOrder = {
  readonly id: string
  readonly storeId: string
  readonly orderId: string
  readonly buyerId: string
  readonly attemptId: string
  readonly amountMinor: bigint
  readonly currency: string
  readonly reason: RefundReason
  /** The transfers to `refund_due`; they add up to the amount. */
  readonly transfers: readonly Transfer[]
}

/**
 * Creates refunds: the money is set aside at once, and a deadline that is due now asks the provider to refund it by the
 * original payment method, repeatedly until it is done (R58.2).
 */
export async function createRefunds(tx: Tx, refunds: readonly RefundOrder[]): Promise<void> {
  if (refunds.length === 0) return
  const rows = insertOf(
    'payments.refunds',
    {
      store_id: 'uuid',
      id: 'uuid',
      order_id: 'uuid',
      buyer_id: 'uuid',
      attempt_id: 'uuid',
      amount_minor: 'bigint',
      currency: 'text',
      reason: 'text',
      state: 'text',
      ordered_at: 'timestamptz',
    },
    refunds.map(r => ({
      store_id: r.storeId,
      id: r.id,
      order_id: r.orderId,
      buyer_id: r.buyerId,
      attempt_id: r.attemptId,
      amount_minor: r.amountMinor,
      currency: r.currency,
      reason: r.reason,
      state: 'ordered',
      ordered_at: tx.now,
    })),
  )
  await Promise.all([
    refundMover.begin(tx, 'order', refunds, { rows }, { due: { 'payments.send_refund': tx.now } }),
    postJournals(
      tx,
      refunds.map(r => ({
        storeId: r.storeId,
        kind: 'refund.ordered',
        subject: r.id,
        orderId: r.orderId,
        currency: r.currency,
        transfers: r.transfers,
      })),
    ),
  ])
}

/** Asks the provider to send a refund and books it afterwards. Idempotent on both sides. */
export async function sendRefund(db: Db, storeId: string, refundId: string): Promise<void> {
  const { rows } = await sql<{
    order_id: string
    buyer_id: string
    attempt_id: string
    amount_minor: bigint
    currency: string
    state: string
  }>`
    select order_id, buyer_id, attempt_id, amount_minor, currency, state from payments.refunds
    where store_id = ${storeId} and id = ${refundId}
  `.execute(db.read)
  const refund = rows[0]!
  if (refund.state === 'done') return
  const attempt = await attemptOf(db.read, refund.buyer_id, refund.attempt_id)
  await paymentProvider.of(db).refund({
    id: refundId,
    chargeId: publicId('pay', refund.buyer_id, refund.attempt_id),
    chargeRef: attempt!.ref!,
    amountMinor: refund.amount_minor,
    currency: refund.currency,
  })
  await inTx(db, 'book refund', async tx => {
    const { moved } = await refundMover.move(tx, 'finish', [{ storeId, id: refundId }], {
      set: sql`done_at = ${tx.now}`,
    })
    if (moved.length === 0) return
    await postJournals(tx, [
      {
        storeId,
        kind: 'refund.done',
        subject: refundId,
        orderId: refund.order_id,
        currency: refund.currency,
        transfers: [{ debit: 'refund_due', credit: 'clearing', amountMinor: refund.amount_minor }],
      },
    ])
  })
}
