import { hash } from 'node:crypto'
import { type Account, accounts } from '#ledger/accounts.ts'
import { queueForSeal } from '#platform/chain.ts'
import { sql } from '#platform/db.ts'
import { newId } from '#platform/ids.ts'
import { insertRows } from '#platform/rows.ts'
import type { Tx } from '#platform/tx.ts'

export type Transfer = { readonly debit: Account; readonly credit: Account; readonly amountMinor: bigint }

export type Journal = {
  readonly storeId: string
  /** What happened: 'order.paid', 'order.released', 'refund.ordered', … */
  readonly kind: string
  /** The thing it happened to; (store, subject, kind) is unique. */
  readonly subject: string
  readonly orderId: string | null
  readonly currency: string
  /** Transfers of 0 are left out; a journal without any is not written. */
  readonly transfers: readonly Transfer[]
}

/**
 * Writes journals in the caller's transaction. Insert only, but for the balances that have a floor. The content hash
 * is fixed here; the chain over it is made by the sealer. Throws the database's unique violation when the same thing
 * is posted twice, and its check violation when an account would fall below its floor: callers prevent both.
 */
export async function postJournals(tx: Tx, journals: readonly Journal[]): Promise<void> {
  const written = journals
    .map(journal => ({ ...journal, id: newId(), transfers: journal.transfers.filter(t => t.amountMinor !== 0n) }))
    .filter(journal => journal.transfers.length > 0)
    .map(journal => ({ ...journal, contentHash: contentHash(journal, tx.now) }))
  await Promise.all([
    insertRows(
      tx,
      'ledger.journals',
      {
        store_id: 'uuid',
        id: 'uuid',
        kind: 'text',
        subject: 'uuid',
        order_id: 'uuid',
        currency: 'text',
        at: 'timestamptz',
        content_hash: 'bytea',
      },
      written.map(j => ({
        store_id: j.storeId,
        id: j.id,
        kind: j.kind,
        subject: j.subject,
        order_id: j.orderId,
        currency: j.currency,
        at: tx.now,
        content_hash: j.contentHash,
      })),
    ),
    insertRows(
      tx,
      'ledger.transfers',
      { store_id: 'uuid', journal_id: 'uuid', n: 'int', debit: 'text', credit: 'text', amount_minor: 'bigint' },
      written.flatMap(j =>
        j.transfers.map((t, n) => ({
          store_id: j.storeId,
          journal_id: j.id,
          n,
          debit: t.debit,
          credit: t.credit,
          amount_minor: t.amountMinor,
        })),
      ),
    ),
    queueForSeal(
      tx,
      'ledger',
      written.map(j => ({ owner: j.storeId, id: j.id, contentHash: j.contentHash })),
    ),
    moveBalances(tx, written),
  ])
}

/** What the chain vouches for. Anyone can compute it again from the rows, as `checkBooks` does. */
export function contentHash(
  journal: Pick<Journal, 'storeId' | 'kind' | 'subject' | 'currency' | 'transfers'> & { id: string },
  at: Temporal.Instant,
): Buffer {
  const transfers = journal.transfers.map(t => `${t.debit}>${t.credit}:${t.amountMinor}`)
  const content = [
    journal.storeId,
    journal.id,
    journal.kind,
    journal.subject,
    at.toString(),
    journal.currency,
    ...transfers,
  ]
  return hash('sha256', content.join('|'), 'buffer')
}

/** One statement for all stores, in (store, account) order. The first money of an account makes its row. */
async function moveBalances(tx: Tx, journals: readonly (Journal & { id: string })[]): Promise<void> {
  const sums = new Map<string, { store: string; account: Account; currency: string; amount: bigint }>()
  for (const journal of journals)
    for (const { debit, credit, amountMinor } of journal.transfers)
      for (const [account, amount] of [
        [debit, -amountMinor],
        [credit, amountMinor],
      ] as const) {
        if (!accounts[account].floor) continue
        const key = `${journal.storeId} ${account} ${journal.currency}`
        const sum = sums.get(key) ?? { store: journal.storeId, account, currency: journal.currency, amount: 0n }
        sums.set(key, { ...sum, amount: sum.amount + amount })
      }
  if (sums.size === 0) return
  const rows = [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum)
  const wanted = (some: typeof rows) => sql`
    select * from unnest(${some.map(r => r.store)}::uuid[], ${some.map(r => r.account)}::text[],
      ${some.map(r => r.currency)}::text[], ${some.map(r => r.amount)}::bigint[]) w(store_id, account, currency, amount)
    order by 1, 2, 3`
  const moved = await sql<{ key: string }>`
    update ledger.balances b set balance_minor = b.balance_minor + w.amount from (${wanted(rows)}) w
    where b.store_id = w.store_id and b.account = w.account and b.currency = w.currency
    returning b.store_id || ' ' || b.account || ' ' || b.currency as key
  `.execute(tx)
  const fresh = rows.filter(r => !moved.rows.some(m => m.key === `${r.store} ${r.account} ${r.currency}`))
  if (fresh.length === 0) return
  // Not one upsert for both: the check on a proposed negative row fires before the conflict is seen.
  await sql`
    insert into ledger.balances as b (store_id, account, currency, balance_minor) ${wanted(fresh)}
    on conflict (store_id, account, currency) do update set balance_minor = b.balance_minor + excluded.balance_minor
  `.execute(tx)
}
