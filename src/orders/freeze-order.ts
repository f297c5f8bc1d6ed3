import { freeze } from '#ledger/index.ts'
import { keptLines } from '#orders/kept-lines.ts'
import type { OrderKey } from '#orders/move-orders.ts'
import { chargesBack, checkRemaining, type RefundedLine } from '#orders/refund-order.ts'
import { orderRefusals } from '#orders/refusals.ts'
import type { OrderState } from '#orders/states.ts'
import { sql } from '#platform/db.ts'
import { refuser } from '#platform/refusal.ts'
import type { Tx } from '#platform/tx.ts'

const refuse = refuser(orderRefusals)

/**
 * Freezes of a completed order what refunding these lines would take from its store (R70.3): their amount, less the
 * charges that a refund brings back. Replaces what was frozen for the order before; without lines nothing stays frozen.
 * Before it is completed, its money is in escrow anyway. Refuses `order.not_found`, `order.wrong_state` and
 * `order.refund_above_kept`.
 */
export async function freezeOrder(tx: Tx, order: OrderKey, lines: readonly RefundedLine[]): Promise<void> {
  const { rows } = await sql<{ state: OrderState; currency: string }>`
    select state, currency from orders.orders where store_id = ${order.storeId} and id = ${order.id} for no key update
  `.execute(tx)
  if (!rows[0]) throw refuse('order.not_found')
  if (rows[0].state !== 'completed') throw refuse('order.wrong_state', { wanted: 'completed' })
  const kept = (await keptLines(tx, [order])).get(order.id)!
  checkRemaining(kept, lines)
  const amountMinor = lines.reduce((sum, line) => sum + line.goodsMinor + line.shippingMinor, 0n)
  const back = await chargesBack(tx, order, kept, lines)
  const ofCharges = back.reduce((sum, charge) => sum + charge.amountMinor, 0n)
  await freeze(tx, { ...order, currency: rows[0].currency }, amountMinor - ofCharges)
}
