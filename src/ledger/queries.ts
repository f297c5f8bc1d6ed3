import { type Account, accounts } from '#ledger/accounts.ts'
import { type Reader, sql } from '#platform/db.ts'
import type { Tx } from '#platform/tx.ts'

/** What a store has in one account, in minor units, as the cached sum says. */
export async function balanceOf(reader: Reader, storeId: string, account: Account, currency: string): Promise<bigint> {
  const { rows } = await sql<{ balance_minor: bigint }>`
    select balance_minor from ledger.balances
    where store_id = ${storeId} and account = ${account} and currency = ${currency}
  `.execute(reader)
  return rows[0]?.balance_minor ?? 0n
}

/** What an order still holds in escrow, in minor units, derived from its journals. */
export async function escrowOf(reader: Reader, storeId: string, orderId: string): Promise<bigint> {
  const { rows } = await sql<{ escrow: bigint }>`
    select coalesce(sum(case when t.credit = 'escrow' then t.amount_minor when t.debit = 'escrow' then -t.amount_minor
      else 0 end), 0)::bigint as escrow
    from ledger.journals j join ledger.transfers t on t.store_id = j.store_id and t.journal_id = j.id
    where j.store_id = ${storeId} and j.order_id = ${orderId}
  `.execute(reader)
  return rows[0]!.escrow
}

/** Sum over a store's transfers, per account, on the account's own side: what the cached balances must equal. */
export async function derivedBalances(reader: Reader, storeId: string): Promise<Map<Account, bigint>> {
  const { rows } = await sql<{ account: Account; credits: bigint }>`
    select a.account, sum(a.amount)::bigint as credits
    from ledger.transfers t cross join lateral (values (t.debit, -t.amount_minor), (t.credit, t.amount_minor)) a(account, amount)
    where t.store_id = ${storeId} group by a.account
  `.execute(reader)
  return new Map(rows.map(row => [row.account, accounts[row.account].side === 'credit' ? row.credits : -row.credits]))
}

/** `balanceOf`, held until the transaction ends: what is there stays there to be spent. */
export async function lockBalance(tx: Tx, storeId: string, account: Account, currency: string): Promise<bigint> {
  const { rows } = await sql<{ balance_minor: bigint }>`
    select balance_minor from ledger.balances
    where store_id = ${storeId} and account = ${account} and currency = ${currency} for no key update
  `.execute(tx)
  return rows[0]?.balance_minor ?? 0n
}
