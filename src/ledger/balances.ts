import { type Account, accounts } from '#ledger/accounts.ts'
import { type Reader, sql } from '#platform/db.ts'
import { byOwner } from '#platform/owned.ts'
import type { Tx } from '#platform/tx.ts'

type StoreAccount = { [A in Account]: (typeof accounts)[A]['neverNegative'] extends 'store' ? A : never }[Account]

/** A store's cached balance of one account, in minor units. */
export async function balanceOf(
  reader: Reader,
  storeId: string,
  account: StoreAccount,
  currency: string,
): Promise<bigint> {
  const { rows } = await sql<{ balance_minor: bigint }>`
    select balance_minor from ledger.balances
    where store_id = ${storeId} and account = ${account} and currency = ${currency}
  `.execute(reader)
  return rows[0]?.balance_minor ?? 0n
}

type StoreBalances = { readonly available: bigint; readonly receivable: bigint }

/**
 * The balances and debts of stores, in minor units, by store id, locked until the transaction ends, for planning
 * credits and debits. Rows are locked in (store, account) order.
 */
export async function lockStoreBalances(
  tx: Tx,
  storeIds: readonly string[],
  currency: string,
): Promise<Map<string, StoreBalances>> {
  const locked = await byOwner(
    tx,
    storeIds,
    id => id,
    (_, owned) =>
      sql<{ store_id: string; account: 'available' | 'receivable'; balance_minor: bigint }>`
        select store_id, account, balance_minor from ledger.balances
        where ${owned('store_id')} and currency = ${currency} and account in ('available', 'receivable')
        order by store_id, account for no key update
      `.execute(tx),
  )
  const held = new Map(storeIds.map(id => [id, { available: 0n, receivable: 0n }]))
  for (const row of locked.flatMap(({ rows }) => rows)) held.get(row.store_id)![row.account] = row.balance_minor
  return held
}

/** An order's cached escrow balance, in minor units. */
export async function escrowOf(reader: Reader, storeId: string, orderId: string): Promise<bigint> {
  const { rows } = await sql<{ escrow: bigint }>`
    select coalesce(sum(balance_minor), 0)::bigint as escrow from ledger.order_balances
    where store_id = ${storeId} and order_id = ${orderId} and account = 'escrow'
  `.execute(reader)
  return rows[0]!.escrow
}

export type OrderBalances = { readonly escrow: bigint; readonly frozen: bigint }

/**
 * The escrow and frozen amounts of orders, in minor units, by order id, locked until the transaction ends. Rows are
 * locked in (store, order) order; an order that holds nothing has zeros.
 */
export async function lockOrderBalances(
  tx: Tx,
  orders: readonly { readonly storeId: string; readonly id: string }[],
): Promise<Map<string, OrderBalances>> {
  const locked = await byOwner(
    tx,
    orders,
    order => order.storeId,
    (orders, owned) =>
      sql<{ order_id: string; account: 'escrow' | 'frozen'; balance_minor: bigint }>`
        select b.order_id, b.account, b.balance_minor
        from unnest(${orders.map(o => o.storeId)}::uuid[], ${orders.map(o => o.id)}::uuid[]) o(store_id, id)
        join ledger.order_balances b on ${owned('b.store_id')} and b.store_id = o.store_id and b.order_id = o.id
        order by b.store_id, b.order_id, b.account for no key update of b
      `.execute(tx),
  )
  const held = new Map(orders.map(order => [order.id, { escrow: 0n, frozen: 0n }]))
  for (const row of locked.flatMap(({ rows }) => rows)) held.get(row.order_id)![row.account] += row.balance_minor
  return held
}

/** The charges on an order so far, less those refunded, in minor units, by account. */
export async function chargedTo(reader: Reader, storeId: string, orderId: string): Promise<Map<Account, bigint>> {
  const { rows } = await sql<{ account: Account; amount: bigint }>`
    select a.account, sum(a.amount)::bigint as amount
    from ledger.journals j join ledger.transfers t on t.store_id = j.store_id and t.journal_id = j.id
    cross join lateral (values (t.debit, -t.amount_minor), (t.credit, t.amount_minor)) a(account, amount)
    where j.store_id = ${storeId} and j.order_id = ${orderId} and a.account in ('commission', 'affiliate', 'tax')
    group by a.account
  `.execute(reader)
  return new Map(rows.map(row => [row.account, row.amount]))
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
