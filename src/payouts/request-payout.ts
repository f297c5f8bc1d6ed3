import { lockStoreBalances, postJournals } from '#ledger/index.ts'
import { checkHolder, currentAccount } from '#payouts/bank-account.ts'
import { beginPayout } from '#payouts/move-payouts.ts'
import { accountWaitHours, termsOf } from '#payouts/policy.ts'
import { payoutRefusals } from '#payouts/refusals.ts'
import { sql } from '#platform/db.ts'
import { humanOrderNumber, newId } from '#platform/ids.ts'
import { marketCurrency } from '#platform/market.ts'
import { refuser } from '#platform/refusal.ts'
import type { Tx } from '#platform/tx.ts'
import { arePayoutsHeld, lockStore } from '#sellers/index.ts'

const refuse = refuser(payoutRefusals)

/**
 * Takes an amount from the store's balance to be paid to its bank account, less the fee of a transfer to that bank (R70.2). Several
 * payouts may be open: the balance is the only limit, and it is locked until the commit. Refuses `payout.held`, `payout.no_account`,
 * `payout.account_waits`, `payout.not_above_fee`, `payout.above_balance` and, if the company's name changed since the
 * account was saved, as `checkHolder`. Returns the payout's id.
 */
export async function requestPayout(tx: Tx, userId: string, storeId: string, amountMinor: bigint): Promise<string> {
  const names = await lockStore(tx, storeId) // before the balance, as when an account is saved
  if (await arePayoutsHeld(tx, [storeId])) throw refuse('payout.held')
  const account = await currentAccount(tx, storeId)
  if (!account) throw refuse('payout.no_account')
  checkHolder(names, account.holder)
  if (Temporal.Instant.compare(account.usableAt, tx.now) > 0)
    throw refuse('payout.account_waits', { hours: tx.policy(accountWaitHours) })
  const feeMinor = BigInt(termsOf(tx.policy, account.scheme).feeMinor)
  if (amountMinor <= feeMinor) throw refuse('payout.not_above_fee', { fee_minor: Number(feeMinor) })
  const { available } = (await lockStoreBalances(tx, [storeId], marketCurrency)).get(storeId)!
  if (amountMinor > available) throw refuse('payout.above_balance', { available_minor: Number(available) })
  const id = newId()
  const rows = sql`
    insert into payouts.payouts
      (store_id, id, number, state, currency, amount_minor, fee_minor, scheme, bank_account_id, requested_at)
    values (${storeId}, ${id}, ${humanOrderNumber(id)}, 'requested', ${marketCurrency}, ${amountMinor}, ${feeMinor},
      ${account.scheme}, ${account.id}, ${tx.now})`
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
