import { lockOrderBalances, lockStoreBalances } from '#ledger/balances.ts'
import { planFreeze } from '#ledger/plan.ts'
import { type Journal, postJournals } from '#ledger/post-journals.ts'
import { sql } from '#platform/db.ts'
import { newId } from '#platform/ids.ts'
import type { Tx } from '#platform/tx.ts'

type Order = { readonly storeId: string; readonly id: string; readonly currency: string }

/**
 * Sets how much of a store's money is frozen for one of its released orders while it is claimed, more or less than
 * before; 0 ends it. What the balance does not cover now is frozen as soon as the store is credited again (R70.3). The
 * caller has locked the order.
 */
export async function freeze(tx: Tx, order: Order, wantedMinor: bigint): Promise<void> {
  await (wantedMinor > 0n
    ? sql`
        insert into ledger.freezes (store_id, order_id, currency, wanted_minor, since)
        values (${order.storeId}, ${order.id}, ${order.currency}, ${wantedMinor}, ${tx.now})
        on conflict (store_id, order_id) do update set wanted_minor = excluded.wanted_minor
      `.execute(tx)
    : sql`delete from ledger.freezes where store_id = ${order.storeId} and order_id = ${order.id}`.execute(tx))
  const [orders, stores] = await Promise.all([
    lockOrderBalances(tx, [order]),
    lockStoreBalances(tx, [order.storeId], order.currency),
  ])
  const holdings = { ...stores.get(order.storeId)!, frozen: orders.get(order.id)!.frozen }
  await postJournals(tx, [journalOf(order, wantedMinor < holdings.frozen, planFreeze(holdings, wantedMinor))])
  if (wantedMinor < holdings.frozen) await fillFreezes(tx, [order.storeId], order.currency)
}

/** Reduces the freeze by what was paid from the store's money for a claim on the order. */
export async function reduceFreeze(tx: Tx, order: Omit<Order, 'currency'>, paidMinor: bigint): Promise<void> {
  const { rows } = await sql<{ left: bigint }>`
    select wanted_minor - ${paidMinor}::bigint as left from ledger.freezes
    where store_id = ${order.storeId} and order_id = ${order.id} for no key update
  `.execute(tx)
  if (!rows[0]) return
  await (rows[0].left > 0n
    ? sql`
        update ledger.freezes set wanted_minor = ${rows[0].left}
        where store_id = ${order.storeId} and order_id = ${order.id}
      `.execute(tx)
    : sql`delete from ledger.freezes where store_id = ${order.storeId} and order_id = ${order.id}`.execute(tx))
}

/**
 * Freezes what is still missing for claims on the stores' orders, oldest claim first. To be called after each credit to
 * stores.
 */
export async function fillFreezes(tx: Tx, storeIds: readonly string[], currency: string): Promise<void> {
  const { rows } = await sql<Order & { missing: bigint }>`
    select f.store_id as "storeId", f.order_id as id, f.currency, f.wanted_minor - coalesce(b.balance_minor, 0) as missing
    from ledger.freezes f left join ledger.order_balances b on b.store_id = f.store_id and b.order_id = f.order_id
      and b.store_id = any(${storeIds}::uuid[]) and b.account = 'frozen' and b.currency = f.currency
    where f.store_id = any(${storeIds}::uuid[]) and f.currency = ${currency}
      and f.wanted_minor > coalesce(b.balance_minor, 0)
    order by f.store_id, f.since, f.order_id
  `.execute(tx)
  if (rows.length === 0) return
  const left = await lockStoreBalances(tx, [...new Set(rows.map(row => row.storeId))], currency)
  await postJournals(
    tx,
    rows.map(row => {
      const store = left.get(row.storeId)!
      const transfers = planFreeze({ ...store, frozen: 0n }, row.missing)
      const frozen = transfers.reduce((sum, transfer) => sum + transfer.amountMinor, 0n)
      left.set(row.storeId, { ...store, available: store.available - frozen })
      return journalOf(row, false, transfers)
    }),
  )
}

const journalOf = (order: Order, unfreeze: boolean, transfers: Journal['transfers']): Journal => ({
  storeId: order.storeId,
  kind: unfreeze ? 'claim.unfrozen' : 'claim.frozen',
  subject: newId(), // an order can be frozen and unfrozen many times
  orderId: order.id,
  currency: order.currency,
  transfers,
})
