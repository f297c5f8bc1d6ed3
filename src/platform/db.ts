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
import { PolicyBook } from '#platform/policy.ts'
import { storyInProgress } from '#platform/story.ts'
import { cannotWrite } from '#platform/unavailable.ts'

export { type RawBuilder, sql } from 'kysely'

/** What a statement runs on: an open transaction, or `db.read`. */
export type Reader = QueryExecutorProvider

/** Kinds of work that a commit can leave to the worker. */
export type Work = 'events' | 'deadlines' | 'calls' | 'mails' | 'search' | 'seals' | 'jobs'

/** One database and what belongs to it. Never held in a module: tests have many in one process. */
export type Db = {
  /** Reads outside a transaction; throws while one is open here, for then the read belongs into it. */
  readonly read: Reader
  readonly pool: pg.Pool
  /** Business time: real time plus the stored offset. */
  readonly clock: Clock
  readonly policy: PolicyBook
  readonly holidays: HolidayBook
  /** Where this market answers, without a slash at the end: links in mails and for partners start with it. */
  publicUrl: string
  /** Nobody's money or mail is real: the clock can be moved, mails read, and a demo entered. */
  sandbox: boolean
  /** What operators change rarely and pages read always: see `remembered`. */
  readonly memory: Map<string, { version: number; value: Promise<unknown> }>
  /** What is plugged into this database's process: see `seam`. */
  readonly seams: Map<string, unknown>
  /** The last write failed because nothing can be written (see `noticeFailure`); `/readyz` tries until it can again. */
  readOnly: boolean
  /** Called after a commit for each kind of work it left, with the business time it is due; the worker listens. */
  onWork: (work: Work, dueAt: Temporal.Instant) => void
  close(): Promise<void>
}

/**
 * A request that waits for a connection longer than this is refused (503): more than ten times the longest wait measured
 * with 64 callers at once, and less than the minute after which proxies give up and callers learn nothing.
 */
const longestConnectMs = 15_000

/** A statement whose caller has left already holds up an end no longer than this. */
const lastStatementMs = 5_000

/** Opens a pool on `url`. `max` connections (default 16: above that 2 cores only queue elsewhere). */
export async function openDb(
  url: string,
  { max = 16, connectLimitMs = longestConnectMs }: { max?: number; connectLimitMs?: number } = {},
): Promise<Db> {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    types,
    pipeline: true,
    Client: NamingClient as never,
    idleTimeoutMillis: 0,
    connectionTimeoutMillis: connectLimitMs,
    // a host that vanished without a word is noticed by the kernel instead of never
    keepAlive: true,
    // Statements with `= any($1)` are otherwise planned anew at every call (0.26 ms against 0.10 ms to run).
    // Starting parallel workers costs more than any page's query saves by them.
    // Data lie in memory or on flash: at the default of 4 young tables are read whole where an index is there.
    options:
      '-c plan_cache_mode=force_generic_plan -c max_parallel_workers_per_gather=0 -c random_page_cost=1.1 -c timezone=UTC',
  } as pg.PoolConfig)
  pool.on('error', () => {}) // an idle connection died; the pool replaces it, and whoever queries next hears of it
  // One in use died: its statements fail, which is how their callers hear of it. Unheard, the event ends the process.
  pool.on('connect', client => client.on('error', () => {}))
  const read = readerOver({
    query: (query: pg.QueryConfig) => {
      const story = storyInProgress()
      if (story) throw new Error(`read outside the open transaction of '${story}': pass tx`)
      return pool.query(query).catch(error => {
        noticeFailure(db, error)
        throw error
      })
    },
  })
  const db: Db = {
    read,
    pool,
    clock: new Clock(),
    policy: new PolicyBook(),
    holidays: new HolidayBook(),
    publicUrl: '',
    sandbox: false,
    memory: new Map(),
    seams: new Map(),
    readOnly: false,
    onWork: () => {},
    close: () => Promise.race([pool.end(), sleep(lastStatementMs, undefined, { ref: false })]),
  }
  await Promise.all([db.clock.load(read), db.policy.load(read), db.holidays.load(read)])
  return db
}

/** Remembers that the database takes no writes, if `error` says so. */
export function noticeFailure(db: Db, error: unknown): void {
  if (cannotWrite(error)) db.readOnly = true
}

/** A place where the outside plugs in (payment provider, mailer): `plug` once per database, `of` in the verbs. */
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
 * What `load` read, from memory for as long as no operator changes such things: every session check brings the version
 * (see `PolicyBook`), and a new one reads anew. For small reference data; `name` tells it apart.
 */
export function remembered<T>(db: Db, name: string, load: (read: Reader) => Promise<T>): Promise<T> {
  const { version } = db.policy
  const known = db.memory.get(name)
  if (known?.version === version) return known.value as Promise<T>
  const value = load(db.read)
  db.memory.set(name, { version, value })
  value.catch(() => db.memory.delete(name)) // the next one tries again
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

/** Kysely's own driver queues the statements of a transaction; this one lets them travel together (pipeline). */
class ClientDriver {
  readonly #connection: DatabaseConnection
  constructor(client: { query(query: pg.QueryConfig): Promise<pg.QueryResult> }) {
    this.#connection = {
      async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
        const result = await client.query({ text: query.sql, values: query.parameters.map(toParameter) })
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

  /** What is sent within one turn leaves in one write: writing was half of the process's CPU in a checkout. */
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
 * `timestamptz` as PostgreSQL writes it. Never throws for what it can hold: one odd row must not fail every reader of
 * its table. Infinity, and what lies outside Temporal's 270,000 years, become the first and the last instant there is.
 */
export function readInstant(text: string): Temporal.Instant {
  if (text[4] === '-' && !text.endsWith('BC'))
    return Temporal.Instant.from(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00'))
  return oddYear(text, iso => Temporal.Instant.from(iso.replace(/([+-]\d\d)$/, '$1:00')), instantEnds)
}

/** `date` as PostgreSQL writes it; see `readInstant`. */
export function readDate(text: string): Temporal.PlainDate {
  if (text[4] === '-' && !text.endsWith('BC')) return Temporal.PlainDate.from(text)
  return oddYear(text, iso => Temporal.PlainDate.from(iso), dateEnds)
}

const lastMs = 8_640_000_000_000_000
const instantEnds = [-lastMs, lastMs].map(ms => Temporal.Instant.fromEpochMilliseconds(ms))
const dateEnds = ['-271821-04-19', '+275760-09-13'].map(text => Temporal.PlainDate.from(text))

/** Years before Christ or of more than four digits, as ISO 8601 writes them: six digits and a sign. */
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
