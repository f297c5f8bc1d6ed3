import { hash } from 'node:crypto'
import { type Account, accounts } from '#ledger/accounts.ts'
import type { JournalKind } from '#ledger/journal-kinds.ts'
import { insertUnsealed } from '#platform/chain.ts'
import { sql } from '#platform/db.ts'
import { newId } from '#platform/ids.ts'
import { insertOf } from '#platform/rows.ts'
import type { Tx } from '#platform/tx.ts'

export type Transfer = { readonly debit: Account; readonly credit: Account; readonly amountMinor: bigint }

export type Journal = {
  readonly storeId: string
  readonly kind: JournalKind
  /**
   * What the journal is about; (store, subject, kind) is unique. What may happen several times to one thing (freezing)
   * has a new id each time.
   */
  readonly subject: string
  /** The order whose escrow and frozen money it moves; null where it moves neither. */
  readonly orderId: string | null
  readonly currency: string
  /** Transfers of 0 are left out; a journal without any is not written. */
  readonly transfers: readonly Transfer[]
}

/** What content hashes of new journals cover. Older journals keep theirs. */
const hashVersion = 2

/**
 * Writes journals in the caller's transaction. Insert only, except for the cached balances. The content hash is
 * computed here; the worker adds it to the chain. Throws the database's error when the same journal is posted twice,
 * and when an account that must not be negative would fall below zero: callers prevent both.
 */
export async function postJournals(tx: Tx, journals: readonly Journal[]): Promise<void> {
  const written = journals
    .map(journal => ({ ...journal, id: newId(), transfers: journal.transfers.filter(t => t.amountMinor !== 0n) }))
    .filter(journal => journal.transfers.length > 0)
    .map(journal => ({ ...journal, contentHash: contentHash(journal, tx.now, hashVersion) }))
  if (written.length === 0) return
  await Promise.all([
    sql`with journals as (${insertOf(
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
        hash_version: 'smallint',
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
        hash_version: hashVersion,
      })),
    )}), unsealed as (${insertUnsealed(
      tx,
      'ledger',
      written.map(j => ({ owner: j.storeId, id: j.id, contentHash: j.contentHash })),
    )}) ${insertOf(
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
    )}`.execute(tx),
    moveBalances(tx, written),
  ])
}

/**
 * The content covered by the chain: everything that gives a journal its meaning. It can be recomputed from the rows, as
 * `checkBooks` does. Version 1 leaves out the order.
 */
export function contentHash(
  journal: Pick<Journal, 'storeId' | 'kind' | 'subject' | 'orderId' | 'currency' | 'transfers'> & { id: string },
  at: Temporal.Instant,
  version: number,
): Buffer {
  const { storeId, id, kind, subject, orderId, currency } = journal
  const transfers = journal.transfers.map(t => `${t.debit}>${t.credit}:${t.amountMinor}`)
  const content =
    version === 1
      ? [storeId, id, kind, subject, at.toString(), currency, ...transfers]
      : [String(version), storeId, id, kind, subject, orderId ?? '', at.toString(), currency, ...transfers]
  return hash('sha256', content.join('|'), 'buffer')
}

type Moved = { storeId: string; orderId: string | null; account: Account; currency: string; amount: bigint }

/** The movements in the accounts that must not be negative, each sum on the account's own side, in key order. */
function movedBalances(journals: readonly Journal[]): { ofStores: Moved[]; ofOrders: Moved[] } {
  const sums = new Map<string, Moved>()
  for (const { storeId, orderId, currency, transfers } of journals)
    for (const { debit, credit, amountMinor } of transfers)
      for (const [account, credited] of [
        [debit, -amountMinor],
        [credit, amountMinor],
      ] as const) {
        const { side, neverNegative } = accounts[account]
        if (!neverNegative) continue
        if (neverNegative === 'order' && !orderId) throw new Error(`${account} moves without an order`)
        const amount = side === 'credit' ? credited : -credited
        const order = neverNegative === 'order' ? orderId : null
        const key = [storeId, order ?? '', account, currency].join(' ')
        sums.set(key, { storeId, orderId: order, account, currency, amount: (sums.get(key)?.amount ?? 0n) + amount })
      }
  const moved = [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum)
  return { ofStores: moved.filter(m => !m.orderId), ofOrders: moved.filter(m => m.orderId) }
}

/**
 * Updates cached balances, those of orders before those of stores. An increase creates the row if there is none; a
 * decrease must find one (not one upsert for both: the check on a proposed negative row fires before the conflict is
 * seen).
 */
async function moveBalances(tx: Tx, journals: readonly Journal[]): Promise<void> {
  const { ofOrders, ofStores } = movedBalances(journals)
  await Promise.all([
    moveRows(tx, 'ledger.order_balances', ['store_id', 'order_id', 'account', 'currency'], ofOrders),
    moveRows(tx, 'ledger.balances', ['store_id', 'account', 'currency'], ofStores),
  ])
}

async function moveRows(
  tx: Tx,
  table: 'ledger.order_balances' | 'ledger.balances',
  key: readonly string[],
  moved: readonly Moved[],
): Promise<void> {
  const grow = moved.filter(m => m.amount > 0n)
  const shrink = moved.filter(m => m.amount < 0n)
  const names = sql.raw(key.join(', '))
  const movedRows = (some: readonly Moved[]) => sql`
    select ${names}, amount from unnest(${some.map(m => m.storeId)}::uuid[], ${some.map(m => m.orderId)}::uuid[],
      ${some.map(m => m.account)}::text[], ${some.map(m => m.currency)}::text[], ${some.map(m => m.amount)}::bigint[])
      g(store_id, order_id, account, currency, amount) order by ${names}`
  const shrunk = shrink.length
    ? sql`
        update ${sql.table(table)} b set balance_minor = b.balance_minor + g.amount from (${movedRows(shrink)}) g
        where ${sql.join(
          key.map(name => sql`${sql.ref(`b.${name}`)} = ${sql.ref(`g.${name}`)}`),
          sql` and `,
        )}
      `.execute(tx)
    : null
  const grown = grow.length
    ? sql`
        insert into ${sql.table(table)} as b (${names}, balance_minor) ${movedRows(grow)}
        on conflict (${names}) do update set balance_minor = b.balance_minor + excluded.balance_minor
      `.execute(tx)
    : null
  if (Number((await shrunk)?.numAffectedRows ?? 0) < shrink.length)
    throw new Error(`an account in ${table} would fall below zero: it holds nothing`)
  await grown
}
