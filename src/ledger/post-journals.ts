import { hash } from 'node:crypto'
import { type Account, accounts } from '#ledger/accounts.ts'
import type { JournalKind } from '#ledger/journal-kinds.ts'
import { insertUnsealed } from '#platform/chain.ts'
import { type RawBuilder, sql } from '#platform/db.ts'
import { newId } from '#platform/ids.ts'
import { ownedBy } from '#platform/owned.ts'
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
  const { shrinks, grown } = balanceChanges(written)
  const [, ...shrunk] = await Promise.all([
    sql`with ${grown} journals as (${insertOf(
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
    ...shrinks.map(({ statement }) => statement.execute(tx)),
  ])
  shrinks.forEach(({ table, rows }, i) => {
    if (Number(shrunk[i]!.numAffectedRows) < rows)
      throw new Error(`an account in ledger.${table} would fall below zero: it holds nothing`)
  })
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
 * The changes to cached balances: increases as CTEs for the statement that writes the journals, decreases as statements
 * behind it, which must find their rows. Not one upsert for both: the check on a proposed negative row fires before the
 * conflict is seen.
 */
function balanceChanges(journals: readonly Journal[]) {
  const { ofOrders, ofStores } = movedBalances(journals)
  const changes = [
    { table: 'order_balances', key: ['store_id', 'order_id', 'account', 'currency'], moved: ofOrders },
    { table: 'balances', key: ['store_id', 'account', 'currency'], moved: ofStores },
  ]
  return { grown: sql.join(changes.flatMap(grow), sql``), shrinks: changes.flatMap(shrink) }
}

type Change = { readonly table: string; readonly key: readonly string[]; readonly moved: readonly Moved[] }

function shrink({ table, key, moved }: Change) {
  const rows = moved.filter(m => m.amount < 0n)
  if (rows.length === 0) return []
  const same = key.map(name => sql`${sql.ref(`b.${name}`)} = ${sql.ref(`g.${name}`)}`)
  const statement = sql`
    update ledger.${sql.ref(table)} b set balance_minor = b.balance_minor + g.amount from (${movedRows(key, rows)}) g
    where ${ownedBy(rows.map(row => row.storeId))('b.store_id')} and ${sql.join(same, sql` and `)}`
  return [{ table, rows: rows.length, statement }]
}

function grow({ table, key, moved }: Change): RawBuilder<unknown>[] {
  const rows = moved.filter(m => m.amount > 0n)
  if (rows.length === 0) return []
  const names = sql.raw(key.join(', '))
  return [
    sql`${sql.ref(table)} as (
      insert into ledger.${sql.ref(table)} as b (${names}, balance_minor) ${movedRows(key, rows)}
      on conflict (${names}) do update set balance_minor = b.balance_minor + excluded.balance_minor
    ), `,
  ]
}

const movedRows = (key: readonly string[], moved: readonly Moved[]) => sql`
  select ${sql.raw(key.join(', '))}, amount from unnest(${moved.map(m => m.storeId)}::uuid[],
    ${moved.map(m => m.orderId)}::uuid[], ${moved.map(m => m.account)}::text[], ${moved.map(m => m.currency)}::text[],
    ${moved.map(m => m.amount)}::bigint[]) g(store_id, order_id, account, currency, amount)
  order by ${sql.raw(key.join(', '))}`
