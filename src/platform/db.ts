import type { Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  type CompiledQuery,
  type DatabaseConnection,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryExecutorProvider,
  type QueryResult,
} from 'kysely'
import pg from 'pg'
import { HolidayBook } from '#platform/calendar.ts'
import { Clock } from '#platform/clock.ts'
import { currentTransaction } from '#platform/current-transaction.ts'
import { isDistributed } from '#platform/distribute.ts'
import { PolicyBook } from '#platform/policy.ts'
import { cannotWrite } from '#platform/unavailable.ts'

export { type RawBuilder, sql } from 'kysely'

/** What a statement runs on: an open transaction, or `db.read`. */
export type Reader = QueryExecutorProvider

/** Kinds of work that a commit can leave to the worker. */
export type Work = 'events' | 'deadlines' | 'calls' | 'mails' | 'search' | 'seals' | 'jobs'

/** One database and its state in this process. Never a module variable: tests use several in one process. */
export type Db = {
  /** Reads outside a transaction. Throws while the caller has one open, because the read should then use it. */
  readonly read: Reader
  readonly pool: pg.Pool
  /** The tables are spread over the nodes of a cluster (see `distribute`). */
  readonly distributed: boolean
  /** Business time: real time plus the stored offset. */
  readonly clock: Clock
  readonly policy: PolicyBook
  readonly holidays: HolidayBook
  /** The market's public address, without a trailing slash: the start of links in mails and for partners. */
  publicUrl: string
  /** No real money or mail: the clock can be moved, mails can be read, and the demo can be entered. */
  sandbox: boolean
  /** Reference data that operators rarely change and pages often read: see `cached`. */
  readonly cache: Map<string, { version: number; value: Promise<unknown> }>
  /** The implementations plugged into this database: see `seam`. */
  readonly seams: Map<string, unknown>
  /**
   * The last write failed because the database takes no writes (see `noticeFailure`); `/readyz` retries until it does
   * again.
   */
  readOnly: boolean
  /**
   * Called after a commit for each kind of work it created, with the business time it is due; the worker subscribes to
   * it.
   */
  onWork: (work: Work, dueAt: Temporal.Instant) => void
  close(): Promise<void>
}

/**
 * A request that waits for a connection longer than this is refused (503): more than ten times the longest wait
 * measured with 64 callers at once, and less than the minute after which proxies give up and answer without a reason.
 */
const longestConnectMs = 15_000

/** How long closing waits for a statement whose caller has already left. */
const lastStatementMs = 5_000

/**
 * Opens a pool on `url`. `max` connections (default 16: above that 2 cores only queue elsewhere). `asDistributed`: sends
 * what a cluster would be sent, which one server runs too: for tests.
 */
export async function openDb(
  url: string,
  {
    max = 16,
    connectLimitMs = longestConnectMs,
    asDistributed = false,
  }: { max?: number; connectLimitMs?: number; asDistributed?: boolean } = {},
): Promise<Db> {
  const distributed = await isMarketDistributed(url)
  const pool = new pg.Pool({
    connectionString: url,
    max,
    types,
    pipeline: true,
    Client: NamingClient as never,
    idleTimeoutMillis: 0,
    connectionTimeoutMillis: connectLimitMs,
    // lets the kernel notice a host that disappeared without closing the connection
    keepAlive: true,
    // Statements with `= any($1)` are otherwise planned again at every call (0.26 ms against 0.10 ms to run); but a
    // cluster finds the node from the values. Starting parallel workers costs more than any page's query saves by them.
    // Data are in memory or on flash: at the default of 4, small tables are scanned although there is an index.
    options: [
      `plan_cache_mode=${distributed ? 'auto' : 'force_generic_plan'}`,
      'max_parallel_workers_per_gather=0',
      'random_page_cost=1.1',
      'timezone=UTC',
      // What is read of several owners, or of all, is otherwise sent over up to sixteen connections to each node, most
      // of them opened for it: seven times the CPU.
      ...(distributed ? ['citus.max_adaptive_executor_pool_size=1'] : []),
    ]
      .map(setting => `-c ${setting}`)
      .join(' '),
  } as pg.PoolConfig)
  pool.on('error', () => {}) // an idle connection failed; the pool replaces it, and the next query reports the error
  // A connection in use failed: its statements fail, which tells their callers. Without a listener the event would end
  // the process.
  pool.on('connect', client => client.on('error', () => {}))
  const read = readerOver({
    query: (query: pg.QueryConfig) => {
      const transaction = currentTransaction()
      if (transaction) throw new Error(`read outside the open transaction of '${transaction}': pass tx`)
      return pool.query(query).catch(error => {
        noticeFailure(db, error)
        throw error
      })
    },
  })
  const db: Db = {
    read,
    pool,
    distributed: distributed || asDistributed,
    clock: new Clock(),
    policy: new PolicyBook(),
    holidays: new HolidayBook(),
    publicUrl: '',
    sandbox: false,
    cache: new Map(),
    seams: new Map(),
    readOnly: false,
    onWork: () => {},
    close: () => Promise.race([pool.end(), sleep(lastStatementMs, undefined, { ref: false })]),
  }
  await Promise.all([db.clock.load(read), db.policy.load(read), db.holidays.load(read)])
  return db
}

async function isMarketDistributed(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: longestConnectMs })
  client.on('error', () => {}) // its statements fail, which is enough
  await client.connect()
  try {
    return await isDistributed(client)
  } finally {
    await client.end()
  }
}

/** Sets `readOnly` if `error` says that the database takes no writes. */
export function noticeFailure(db: Db, error: unknown): void {
  if (cannotWrite(error)) db.readOnly = true
}

/**
 * A slot for an implementation from outside (payment provider, mailer): call `plug` once per database, and `of` where
 * it is used.
 */
export function seam<T>(name: string): { plug(db: Db, it: T): void; of(db: Db): T } {
  return {
    plug: (db, it) => void db.seams.set(name, it),
    of: db => {
      if (!db.seams.has(name)) throw new Error(`nothing is plugged into '${name}'`)
      return db.seams.get(name) as T
    },
  }
}

/**
 * The result of `load`, cached in memory until an operator changes such data: every session check reads the current
 * version (see `PolicyBook`), and a newer one invalidates the cache. For small reference data; `name` is the cache key.
 */
export function cached<T>(db: Db, name: string, load: (read: Reader) => Promise<T>): Promise<T> {
  const { version } = db.policy
  const known = db.cache.get(name)
  if (known?.version === version) return known.value as Promise<T>
  const value = load(db.read)
  db.cache.set(name, { version, value })
  value.catch(() => db.cache.delete(name)) // the next call retries
  return value
}

/** Kysely's `sql` over anything that takes pg queries. One instance per pooled client. */
export function readerOver(client: { query(query: pg.QueryConfig): Promise<pg.QueryResult> }): Reader {
  return new Kysely<unknown>({
    dialect: {
      createDriver: () => new ClientDriver(client),
      createAdapter: () => new PostgresAdapter(),
      createQueryCompiler: () => new PostgresQueryCompiler(),
      createIntrospector: db => new PostgresIntrospector(db),
    },
  })
}

/** Kysely's own driver sends the statements of a transaction one at a time; this one pipelines them. */
class ClientDriver {
  readonly #connection: DatabaseConnection
  constructor(client: { query(query: pg.QueryConfig): Promise<pg.QueryResult> }) {
    this.#connection = {
      async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
        const result = await client.query(queryOf(query))
        return { rows: result.rows as R[], numAffectedRows: BigInt(result.rowCount ?? 0) }
      },
      streamQuery() {
        throw new Error('exports stream over a connection of their own')
      },
    }
  }
  async init() {}
  async destroy() {}
  async acquireConnection() {
    return this.#connection
  }
  async releaseConnection() {}
  async beginTransaction() {
    throw new Error('transactions are opened by inTx')
  }
  async commitTransaction() {}
  async rollbackTransaction() {}
}

/** A compiled statement as `pg` takes it. */
export const queryOf = ({ sql, parameters }: CompiledQuery) => ({ text: sql, values: parameters.map(toParameter) })

const toParameter = (value: unknown): unknown =>
  value instanceof Temporal.Instant || value instanceof Temporal.PlainDate
    ? value.toString()
    : Array.isArray(value)
      ? value.map(toParameter)
      : value

const statementNames = new Map<string, string>()

/**
 * Names each statement with parameters once per process, so that a connection parses and plans it once (the largest
 * single gain measured: 24 → 13 ms CPU a checkout). A leading comment
 * `unnamed` keeps a statement out: the rare one whose plan must know its values.
 */
class NamingClient extends pg.Client {
  override query(query: unknown, ...rest: unknown[]) {
    this.#gather()
    const named = query as pg.QueryConfig
    if (named?.values?.length && !named.text.startsWith('/*unnamed*/')) {
      let name = statementNames.get(named.text)
      if (!name) statementNames.set(named.text, (name = `s${statementNames.size}`))
      return super.query({ ...named, name } as never, ...(rest as []))
    }
    return super.query(query as never, ...(rest as []))
  }

  /**
   * Statements sent within one turn of the event loop leave in one write: writing was half of the process's CPU in a
   * checkout.
   */
  #gather(): void {
    const { stream } = (this as unknown as { connection: { stream: Socket } }).connection
    stream.cork()
    process.nextTick(() => stream.uncork())
  }
}

const types = new pg.TypeOverrides()
types.setTypeParser(20, BigInt as never)
types.setTypeParser(1184, readInstant as never)
types.setTypeParser(1082, readDate as never)

/**
 * `timestamptz` as PostgreSQL writes it. Never throws for a value PostgreSQL can store: one odd row must not fail every
 * reader of its table. Infinity and values outside Temporal's 270,000 years become the first or the last possible
 * instant.
 */
function readInstant(text: string): Temporal.Instant {
  if (text[4] === '-' && !text.endsWith('BC'))
    return Temporal.Instant.from(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00'))
  return oddYear(text, iso => Temporal.Instant.from(iso.replace(/([+-]\d\d)$/, '$1:00')), instantEnds)
}

/** `date` as PostgreSQL writes it; see `readInstant`. */
function readDate(text: string): Temporal.PlainDate {
  if (text[4] === '-' && !text.endsWith('BC')) return Temporal.PlainDate.from(text)
  return oddYear(text, iso => Temporal.PlainDate.from(iso), dateEnds)
}

const lastMs = 8_640_000_000_000_000
const instantEnds = [-lastMs, lastMs].map(ms => Temporal.Instant.fromEpochMilliseconds(ms))
const dateEnds = ['-271821-04-19', '+275760-09-13'].map(text => Temporal.PlainDate.from(text))

/** Years BC or with more than four digits, as ISO 8601 writes them: six digits and a sign. */
function oddYear<T>(text: string, read: (iso: string) => T, [first, last]: readonly T[]): T {
  const [, year, rest] = /^(\d+)(-\d\d-\d\d(?: [\d:.]+(?:[+-]\d\d(?::\d\d)?)?)?)/.exec(text) ?? []
  const before = text.endsWith('BC') || text.startsWith('-')
  if (!year) return before ? first! : last!
  const astronomical = before ? 1 - Number(year) : Number(year)
  const digits = String(Math.abs(astronomical)).padStart(6, '0')
  try {
    return read(`${astronomical < 0 ? '-' : '+'}${digits}${rest!.replace(' ', 'T')}`)
  } catch {
    return before ? first! : last!
  }
}
