import { type Db, type Reader, sql } from '#platform/db.ts'
import { marketCurrency } from '#platform/market.ts'
import { recentlyUsed } from '#platform/recently-used.ts'

const heldAccounts = ['escrow', 'frozen'] as const
type HeldAccount = (typeof heldAccounts)[number]

/** Minor units, and how many orders hold them. */
type Held = { readonly sum: bigint; readonly orders: number }
export type HeldMoney = Readonly<Record<HeldAccount, Held>>

/** What a store's orders held by the journals in its chain up to the link `seq`, to which none will be added. */
type Sealed = { readonly seq: bigint; readonly held: HeldMoney }

const stores = recentlyUsed<Sealed>(1_000)

/**
 * What a store's orders hold in escrow and frozen, in the market's currency. The process caches what it read of sealed
 * journals, so that a request reads those that were sealed since and those not sealed yet, not all open orders. The sums
 * are not stored: all payments of a store would queue for their row.
 */
export async function heldMoney(db: Db, storeId: string): Promise<HeldMoney> {
  const { now, sealed } = await readHeld(db.read, storeId, stores.get(db, storeId))
  stores.set(db, storeId, sealed)
  return now
}

type Moment = 'known' | 'sealed' | 'now' | 'all'
type Row = Held & { readonly account: HeldAccount; readonly moment: Moment; readonly head: bigint }

/**
 * Of each order with journals after the `known` ones: what it held after those, what after all sealed ones, and what it
 * holds now. Where nothing is known, also what all orders hold now. One statement, so that all is of one moment. Each
 * journal is looked up in a subquery of its own: joined, the planner would read all of the store's.
 */
async function readHeld(
  reader: Reader,
  storeId: string,
  known: Sealed | undefined,
): Promise<{ now: HeldMoney; sealed: Sealed }> {
  const { rows } = await sql<Row>`
    with head as (
      select coalesce((select seq from platform.chain_heads where owner = ${storeId} and stream = 'ledger'), 0) as seq
    ), entries as (
      select unnest(entries) as id, true as sealed from platform.chain_links
      where owner = ${storeId} and stream = 'ledger' and seq > coalesce(${known?.seq ?? null}::bigint, (select seq from head))
      union all
      select entry_id, false from platform.unsealed where owner = ${storeId} and stream = 'ledger'
    ), moved as (
      select m.account, sum(m.minor) as since_known, coalesce(sum(m.minor) filter (where not e.sealed), 0) as since_sealed,
        coalesce((select balance_minor from ledger.order_balances b where b.store_id = ${storeId}
          and b.order_id = m.order_id and b.account = m.account and b.currency = ${marketCurrency}), 0) as now
      from entries e
      cross join lateral (
        select j.order_id, a.account, sum(a.minor) as minor
        from ledger.journals j join ledger.transfers t on t.store_id = j.store_id and t.journal_id = j.id
        cross join lateral (values (t.debit, -t.amount_minor), (t.credit, t.amount_minor)) a(account, minor)
        where j.store_id = ${storeId} and j.id = e.id and j.currency = ${marketCurrency}
          and a.account = any(${heldAccounts}::text[])
        group by j.order_id, a.account) m
      group by m.order_id, m.account
    ), balances as (
      select m.account, v.moment, v.minor from moved m
      cross join lateral (values ('now', m.now), ('sealed', m.now - m.since_sealed), ('known', m.now - m.since_known))
        v(moment, minor)
      union all
      select account, 'all', balance_minor from ledger.order_balances
      where ${!known} and store_id = ${storeId} and currency = ${marketCurrency} and balance_minor > 0
      union all select 'escrow', 'now', 0
    )
    select account, moment, sum(minor)::bigint as sum, count(*) filter (where minor > 0)::int as orders,
      (select seq from head) as head
    from balances group by account, moment
  `.execute(reader)
  const at = (account: HeldAccount, moment: Moment): Held =>
    rows.find(row => row.account === account && row.moment === moment) ?? { sum: 0n, orders: 0 }
  const heldAt = (moment: 'now' | 'sealed'): HeldMoney => {
    const of = (account: HeldAccount): Held => {
      const unmoved = known
        ? less(known.held[account], at(account, 'known'))
        : less(at(account, 'all'), at(account, 'now'))
      return plus(unmoved, at(account, moment))
    }
    return { escrow: of('escrow'), frozen: of('frozen') }
  }
  return { now: heldAt('now'), sealed: { seq: rows[0]!.head, held: heldAt('sealed') } }
}

const plus = (a: Held, b: Held): Held => ({ sum: a.sum + b.sum, orders: a.orders + b.orders })
const less = (a: Held, b: Held): Held => ({ sum: a.sum - b.sum, orders: a.orders - b.orders })
