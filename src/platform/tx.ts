import type pg from 'pg'
import type { Holidays } from '#platform/calendar.ts'
import { currentTransaction, openTransaction } from '#platform/current-transaction.ts'
import { type Db, noticeFailure, queryOf, type RawBuilder, type Reader, readerOver, type Work } from '#platform/db.ts'
import type { PolicyReader } from '#platform/policy.ts'
import { isUnavailable } from '#platform/unavailable.ts'

declare const open: unique symbol

/** An open transaction: required first parameter of everything that writes. */
export type Tx = Reader & {
  readonly [open]: true
  /** The same instant for the whole transaction. */
  readonly now: Temporal.Instant
  readonly policy: PolicyReader
  /** Public holidays of a country. */
  holidays(country: string): Holidays
  readonly publicUrl: string
  /** See `byOwner`. */
  readonly distributed: boolean
  /**
   * Wakes the worker for this work once committed, now or at `dueAt`. Only a hint: the worker would find the work
   * itself a little later.
   */
  wakeWorker(work: Work, dueAt?: Temporal.Instant): void
  /**
   * A statement that is sent once the body has ended, in the same write as the commit: for those whose results nobody
   * needs inside the transaction. If it fails, the transaction fails.
   */
  beforeCommit(statement: () => RawBuilder<unknown>): void
}

/** Deadlocks and serialization failures: the whole transaction is retried. */
const retryableCodes = new Set(['40001', '40P01'])
const attempts = 5

/** The error code of all statements after the one that failed. */
const transactionAborted = '25P02'

/**
 * Runs `body` in one transaction, called `name` in errors, and commits it or rolls it back. Retries the whole body
 * after a deadlock, so the body must only use the database. Transactions do not nest.
 */
export function inTx<T>(db: Db, name: string, body: (tx: Tx) => Promise<T>): Promise<T> {
  return transact(db, name, body, true)
}

/**
 * A transaction that is one statement: without `begin` and `commit` it costs a third. `write` runs that statement, which
 * refuses by `platform.refuse`; the statements of `read` are sent right behind it and see its effects. Retries as
 * `inTx` does.
 */
export function inOneStatement<W, R>(
  db: Db,
  name: string,
  write: (tx: Tx) => Promise<W>,
  read: (reader: Reader, now: Temporal.Instant) => Promise<R>,
): Promise<[W, R]> {
  const body = (tx: Tx) => {
    const executor = tx.getExecutor()
    let left = 1
    const once = () => {
      if (left-- > 0) return executor
      throw new Error(`'${name}' would write a second statement outside its transaction`)
    }
    return Promise.all([write({ ...tx, getExecutor: once }), read(tx, tx.now)])
  }
  return transact(db, name, body, false)
}

/** `several`: several statements, between `begin` and `commit`. */
async function transact<T>(db: Db, name: string, body: (tx: Tx) => Promise<T>, several: boolean): Promise<T> {
  const outer = currentTransaction()
  if (outer) throw new Error(`'${name}' would open a transaction inside that of '${outer}'`)
  for (let attempt = 1; ; attempt++) {
    const client = await db.pool.connect()
    const left = new Map<Work, Temporal.Instant>()
    const last: (() => RawBuilder<unknown>)[] = []
    failures.delete(client)
    const tx = txOver(db, client, left, last)
    const transaction = { name, open: true }
    try {
      if (several) client.query('begin').catch(() => {}) // not awaited: sent together with the first statement
      const result = await openTransaction.run(transaction, () => body(tx))
      transaction.open = false
      if (several) {
        // compiled and sent without waiting in between, so that the commit comes last
        const sent = last.map(statement => client.query(queryOf(statement().compile(tx))))
        const [{ command }] = await Promise.all([client.query('commit'), ...sent])
        if (command === 'ROLLBACK') throw new Error(`'${name}' hid the failure of a statement: nothing was committed`)
      } else if (last.length > 0) throw new Error(`'${name}' has no commit to send statements with`)
      client.release()
      for (const [work, dueAt] of left) db.onWork(work, dueAt)
      return result
    } catch (thrown) {
      transaction.open = false
      // of statements in flight, one behind the failure may be heard first
      const error =
        (thrown as { code?: string }).code === transactionAborted ? (failures.get(client) ?? thrown) : thrown
      noticeFailure(db, error)
      await giveBack(client, error)
      if (!retryableCodes.has((error as { code?: string }).code ?? '') || attempt === attempts) throw error
    }
  }
}

/** Rolls back and returns the connection to the pool. A connection that failed is not used again. */
async function giveBack(client: pg.PoolClient, error: unknown): Promise<void> {
  if (isUnavailable(error)) return client.release(true)
  await client.query('rollback').then(
    () => client.release(),
    () => client.release(true),
  )
}

const readers = new WeakMap<pg.ClientBase, Reader>()
/** The first failure in the open transaction of a connection. */
const failures = new WeakMap<pg.ClientBase, unknown>()

/** Reads over a connection, and keeps the first failure. */
const readerOf = (client: pg.PoolClient): Reader =>
  readerOver({
    query: query =>
      client.query(query).catch(error => {
        if (!failures.has(client)) failures.set(client, error)
        throw error
      }),
  })

function txOver(
  db: Db,
  client: pg.PoolClient,
  left: Map<Work, Temporal.Instant>,
  last: (() => RawBuilder<unknown>)[],
): Tx {
  let reader = readers.get(client)
  if (!reader) readers.set(client, (reader = readerOf(client)))
  const now = db.clock.now()
  const executor = reader.getExecutor()
  return {
    getExecutor: () => executor,
    now,
    policy: db.policy.at(now),
    holidays: country => db.holidays.of(country),
    publicUrl: db.publicUrl,
    distributed: db.distributed,
    wakeWorker(work, dueAt = now) {
      const earlier = left.get(work)
      if (!earlier || Temporal.Instant.compare(dueAt, earlier) < 0) left.set(work, dueAt)
    },
    beforeCommit: statement => void last.push(statement),
  } as Tx
}
