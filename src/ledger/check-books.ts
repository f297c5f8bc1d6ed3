import { accounts } from '#ledger/accounts.ts'
import { wrongDays } from '#ledger/days.across.ts'
import { contentHash, type Journal } from '#ledger/post-journals.ts'
import { auditHashes, platformOwner } from '#platform/audit.ts'
import { checkChain } from '#platform/chain.ts'
import { chainOwners } from '#platform/chain-owners.across.ts'
import { wallNow } from '#platform/clock.ts'
import { type Db, type Reader, sql } from '#platform/db.ts'
import { inTx } from '#platform/tx.ts'

export type BookCheck = {
  readonly at: Temporal.Instant
  readonly owners: number
  readonly journals: number
  readonly auditEntries: number
  /** Each difference in words; empty when the books are correct. */
  readonly faults: readonly { owner: string; what: string }[]
}

/**
 * Recomputes all books, store by store: the chains from their journals and audit entries, the cached balances from the
 * transfers. Stores and returns what it found. Reads all history, so it runs once a day (`onOwner` is called after each
 * owner; `signal` stops it between two, and then nothing is stored).
 */
export async function checkBooks(
  db: Db,
  { onOwner, signal }: { onOwner?: (done: number, of: number) => void; signal?: AbortSignal } = {},
): Promise<BookCheck> {
  const at = wallNow()
  const owners = await chainOwners(db.read)
  const faults: { owner: string; what: string }[] = []
  let journals = 0
  let auditEntries = 0
  for (const [done, owner] of owners.entries()) {
    signal?.throwIfAborted()
    const chain = await checkChain(db.read, 'ledger', owner, journalHashes)
    const audit = await checkChain(db.read, 'audit', owner, auditHashes)
    journals += chain.entries
    auditEntries += audit.entries
    const found = [
      chain.fault,
      audit.fault,
      ...(await unchained(db.read, owner)),
      ...(await movedToOtherOrders(db.read, owner)),
      ...(await wrongBalances(db.read, owner)),
    ]
    for (const what of found) if (what) faults.push({ owner, what })
    onOwner?.(done + 1, owners.length)
  }
  for (const what of await wrongDays(db.read)) faults.push({ owner: platformOwner, what })
  const check = { at, owners: owners.length, journals, auditEntries, faults }
  await inTx(db, 'keep what the check of the books found', tx =>
    sql`
      insert into ledger.book_checks (checked_at, owners, journals, audit_entries, faults)
      values (${at}, ${check.owners}, ${journals}, ${auditEntries}, ${JSON.stringify(faults)}) on conflict do nothing
    `.execute(tx),
  )
  return check
}

/** The latest completed check, or null before the first. */
export async function latestBookCheck(reader: Reader): Promise<BookCheck | null> {
  const { rows } = await sql<BookCheck>`
    select checked_at as at, owners, journals::int, audit_entries::int as "auditEntries", faults
    from ledger.book_checks order by checked_at desc limit 1
  `.execute(reader)
  return rows[0] ?? null
}

/** Journals that are in no chain and not queued for one: not written by `postJournals`. */
async function unchained(reader: Reader, storeId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from ledger.journals where store_id = ${storeId}
    except all select unnest(entries) from platform.chain_links where owner = ${storeId} and stream = 'ledger'
    except all select entry_id from platform.unsealed where owner = ${storeId} and stream = 'ledger'
  `.execute(reader)
  return rows.map(row => `journal ${row.id} is in no chain`)
}

/** Releases of hash version 1 (which does not cover the order) whose order is not their subject. */
async function movedToOtherOrders(reader: Reader, storeId: string): Promise<string[]> {
  const { rows } = await sql<{ id: string; subject: string }>`
    select id, subject from ledger.journals where store_id = ${storeId} and hash_version = 1
      and kind = 'order.released' and order_id is distinct from subject order by id
  `.execute(reader)
  return rows.map(row => `journal ${row.id} is of order ${row.subject} and says another`)
}

const keptPer = (what: 'order' | 'store') =>
  Object.entries(accounts).flatMap(([account, { neverNegative }]) => (neverNegative === what ? [account] : []))

const growsByDebits = Object.entries(accounts).flatMap(([account, { side }]) => (side === 'debit' ? [account] : []))

/** Cached balances, of the store and of its orders, that differ from the sums of the transfers. */
async function wrongBalances(reader: Reader, storeId: string): Promise<string[]> {
  const { rows } = await sql<{
    account: string
    order_id: string | null
    currency: string
    cached: bigint
    derived: bigint
  }>`
    with cached as (
      select account, null::uuid as order_id, currency, balance_minor from ledger.balances where store_id = ${storeId}
      union all
      select account, order_id, currency, balance_minor from ledger.order_balances where store_id = ${storeId}
    ), derived as (
      select a.account, case when a.account = any(${keptPer('order')}) then j.order_id end as order_id, j.currency,
        sum(case when a.account = any(${growsByDebits}) then -a.credited else a.credited end)::bigint as balance_minor
      from ledger.transfers t join ledger.journals j on j.store_id = t.store_id and j.id = t.journal_id
      cross join lateral (values (t.debit, -t.amount_minor), (t.credit, t.amount_minor)) a(account, credited)
      where t.store_id = ${storeId} and a.account = any(${[...keptPer('order'), ...keptPer('store')]}) group by 1, 2, 3
    )
    select account, order_id, currency, sum(cached)::bigint as cached, sum(derived)::bigint as derived
    from (select account, order_id, currency, balance_minor as cached, 0 as derived from cached
      union all select account, order_id, currency, 0, balance_minor from derived) b
    group by 1, 2, 3 having sum(cached) <> sum(derived) order by 1, 2
  `.execute(reader)
  return rows.map(
    row =>
      `${row.account} (${row.currency})${row.order_id ? ` of order ${row.order_id}` : ''} is kept as ${row.cached} and derived as ${row.derived}, in minor units`,
  )
}
async function journalHashes(reader: Reader, storeId: string, ids: readonly string[]): Promise<Map<string, Buffer>> {
  const { rows } = await sql<JournalRow>`
    select j.id, j.kind, j.subject, j.order_id as "orderId", j.currency, j.at, j.hash_version as version,
      (select json_agg(json_build_object('debit', debit, 'credit', credit, 'minor', amount_minor::text) order by n)
        from ledger.transfers where store_id = ${storeId} and journal_id = j.id) as transfers
    from ledger.journals j where j.store_id = ${storeId} and j.id = any(${ids})
  `.execute(reader)
  return new Map(
    rows.map(({ transfers, at, version, ...journal }) => {
      const moved = (transfers ?? []).map(({ minor, ...transfer }) => ({ ...transfer, amountMinor: BigInt(minor) }))
      return [journal.id, contentHash({ ...journal, storeId, transfers: moved }, at, version)]
    }),
  )
}

type JournalRow = Pick<Journal, 'kind' | 'subject' | 'orderId' | 'currency'> & {
  id: string
  version: number
  at: Temporal.Instant
  transfers: (Pick<Journal['transfers'][number], 'debit' | 'credit'> & { minor: string })[] | null
}
