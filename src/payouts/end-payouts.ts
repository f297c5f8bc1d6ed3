import {
  fillFreezes,
  type Journal,
  type JournalKind,
  lockStoreBalances,
  planCredit,
  postJournals,
  repaidBy,
} from '#ledger/index.ts'
import { type MovedPayout, movePayouts, type PayoutKey } from '#payouts/move-payouts.ts'
import type { ReturnReason } from '#payouts/states.ts'
import { sql } from '#platform/db.ts'
import type { Tx } from '#platform/tx.ts'

/** Records that the bank paid: the money has left our account. Refuses as `movePayouts`. */
export async function markPaid(tx: Tx, userId: string, payouts: readonly PayoutKey[]): Promise<void> {
  const moved = await movePayouts(tx, 'pay', payouts, { actorId: userId })
  await postJournals(
    tx,
    moved.map(payout => ({
      ...journalOf(payout, 'payout.paid'),
      transfers: [{ debit: 'payout_due', credit: 'bank', amountMinor: payout.amountMinor - payout.feeMinor }],
    })),
  )
}

/**
 * Records that the bank returned the money or never received the file: the full amount goes back to the balance,
 * including the fee, because nothing arrived. Refuses as `movePayouts`.
 */
export async function markReturned(
  tx: Tx,
  userId: string,
  payouts: readonly PayoutKey[],
  reason: ReturnReason,
): Promise<void> {
  const set = sql`return_reason = ${reason}`
  const moved = await movePayouts(tx, 'return', payouts, { actorId: userId, reason, set })
  await giveBack(tx, 'payout.returned', moved)
}

/** The store cancels a payout, before an operator has put it into a batch. Refuses as `movePayouts`. */
export async function cancelPayout(tx: Tx, userId: string, payout: PayoutKey): Promise<void> {
  await giveBack(tx, 'payout.canceled', await movePayouts(tx, 'cancel', [payout], { actorId: userId }))
}

/** Returns the full amounts to the stores, including the fee; debts of a store are repaid first. */
async function giveBack(tx: Tx, kind: JournalKind, moved: readonly MovedPayout[]): Promise<void> {
  if (moved.length === 0) return
  const storeIds = [...new Set(moved.map(payout => payout.storeId))]
  const stores = await lockStoreBalances(tx, storeIds, moved[0]!.currency)
  const owed = new Map([...stores].map(([id, { receivable }]) => [id, receivable]))
  await postJournals(
    tx,
    moved.map(payout => {
      const from = payout.was === 'paid' ? 'bank' : 'payout_due'
      const net = planCredit(from, payout.amountMinor - payout.feeMinor, owed.get(payout.storeId)!)
      const left = owed.get(payout.storeId)! - repaidBy(net)
      const fee = planCredit('fees', payout.feeMinor, left)
      owed.set(payout.storeId, left - repaidBy(fee))
      return { ...journalOf(payout, kind), transfers: [...net, ...fee] }
    }),
  )
  await fillFreezes(tx, storeIds, moved[0]!.currency)
}

const journalOf = ({ storeId, id, currency }: MovedPayout, kind: JournalKind): Omit<Journal, 'transfers'> => ({
  storeId,
  kind,
  subject: id,
  orderId: null,
  currency,
})
