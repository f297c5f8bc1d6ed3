import { accountColumns, type BankAccount } from '#payouts/bank-account.ts'
import type { PayoutKey } from '#payouts/move-payouts.ts'
import { type Reader, sql } from '#platform/db.ts'

/** One payout as a bank transfer. */
export type BankTransfer = PayoutKey &
  BankAccount & {
    readonly number: string
    /** The amount that arrives, in cents, after the fee. */
    readonly netMinor: bigint
  }

/** The bank transfers of a batch, for all its stores. */
export async function transfersOf(reader: Reader, batchId: string): Promise<BankTransfer[]> {
  const { rows } = await sql<BankTransfer>`
    select p.store_id as "storeId", p.id, p.number, p.amount_minor - p.fee_minor as "netMinor", ${accountColumns}
    from payouts.payouts p join payouts.bank_accounts a on a.store_id = p.store_id and a.id = p.bank_account_id
    where p.batch_id = ${batchId} order by p.store_id, p.id
  `.execute(reader)
  return rows
}
