import { lockStoreBalances, postJournals } from '#ledger/index.ts'
import { currentAccount } from '#payouts/bank-account.ts'
import { beginPayout } from '#payouts/move-payouts.ts'
import { accountWaitHours, payoutFeeMinor } from '#payouts/policy.ts'
import { payoutRefusals } from '#payouts/refusals.ts'
import { sql } from '#platform/db.ts'
import { humanOrderNumber, newId } from '#platform/ids.ts'
import { marketCurrency } from '#platform/market.ts'
import { refuser } from '#platform/refusal.ts'
import type { Tx } from '#platform/tx.ts'

const refuse = refuser(payoutRefusals)

/**
 * Takes an amount from the store's balance to be paid to its bank account, less the fee (R70.2). Several payouts may be
 * open: the balance is the only limit, and it is locked until the commit. Refuses `payout.no_account`,
 * `payout.account_waits`, `payout.not_above_fee`, `payout.above_balance`. Returns the payout's id.
 */
export async function requestPayout(tx: Tx, userId: string, storeId: string, amountMinor: bigint): Promise<string> {
  const account = await currentAccount(tx, storeId)
  if (!account) throw refuse('payout.no_account')
  if (Temporal.Instant.compare(account.usableAt, tx.now) > 0)
    throw refuse('payout.account_waits', { hours: tx.policy(accountWaitHours) })
  const feeMinor = BigInt(tx.policy(payoutFeeMinor))
  if (amountMinor <= feeMinor) throw refuse('payout.not_above_fee', { fee_minor: Number(feeMinor) })
  const { available } = (await lockStoreBalances(tx, [storeId], marketCurrency)).get(storeId)!
  if (amountMinor > available) throw refuse('payout.above_balance', { available_minor: Number(available) })
  const id = newId()
  const rows = sql`
    insert into payouts.payouts
      (store_id, id, number, state, currency, amount_minor, fee_minor, bank_account_id, requested_at)
    values (${storeId}, ${id}, ${humanOrderNumber(id)}, 'requested', ${marketCurrency}, ${amountMinor}, ${feeMinor}, ${account.id},
      ${tx.now})`
  await Promise.all([
    beginPayout(tx, 'request', [{ storeId, id }], { rows }, { actorId: userId }),
    postJournals(tx, [
      {
        storeId,
        kind: 'payout.requested',
        subject: id,
        orderId: null,
        currency: marketCurrency,
        transfers: [
          { debit: 'available', credit: 'payout_due', amountMinor: amountMinor - feeMinor },
          { debit: 'available', credit: 'fees', amountMinor: feeMinor },
        ],
      },
    ]),
  ])
  return id
}
