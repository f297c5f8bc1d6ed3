import { type Db, sql } from '#platform/db.ts'
import { insertRows } from '#platform/rows.ts'
import { inTx, type Tx } from '#platform/tx.ts'

/** A due time with a consequence. Keyed by (owner, subject, kind), so that it can be moved and canceled. */
export type Deadline = {
  readonly owner: string
  readonly subject: string
  readonly kind: string
  readonly dueAt: Temporal.Instant
}

/** One that has come due. */
export type Due = { readonly subject: string; readonly dueAt: Temporal.Instant }

/**
 * `bulk`: many of one owner in the claiming transaction. `alone`: has outside calls, opens its own transactions, must
 * be idempotent; marked fired once it returns. Follow-ups count from `dueAt`, not from when somebody got around to it.
 */
export type DeadlineHandler =
  | { readonly bulk: (tx: Tx, owner: string, due: readonly Due[]) => Promise<void> }
  | { readonly alone: (db: Db, owner: string, due: Due) => Promise<void> }
export type DeadlineHandlers = Readonly<Record<string, DeadlineHandler>>
/** One handler for each deadline that a module declares. */
export type HandlersOf<D> = { readonly [K in keyof D]: DeadlineHandler }

/** Sets deadlines, or moves those that stand. */
export async function setDeadlines(tx: Tx, deadlines: readonly Deadline[]): Promise<void> {
  await insertRows(
    tx,
    'platform.deadlines',
    { owner: 'uuid', subject: 'uuid', kind: 'text', due_at: 'timestamptz' },
    deadlines.map(({ owner, subject, kind, dueAt }) => ({ owner, subject, kind, due_at: dueAt })),
    sql`on conflict (owner, subject, kind) do update
      set due_at = excluded.due_at, fired_at = null, attempts = 0, error = null, retry_at = null`,
  )
  tx.wakeWorker()
}

/** Takes back what has not fired. */
export async function cancelDeadlines(
  tx: Tx,
  kinds: readonly string[],
  subjects: readonly { readonly owner: string; readonly subject: string }[],
): Promise<void> {
  if (subjects.length === 0) return
  // Whole keys: with `kind = any(…)` a generic plan expects ten times the rows, and reads the table instead.
  const keys = subjects.flatMap(subject => kinds.map(kind => ({ ...subject, kind })))
  await sql`
    delete from platform.deadlines d
    using unnest(${keys.map(k => k.owner)}::uuid[], ${keys.map(k => k.subject)}::uuid[], ${keys.map(k => k.kind)}::text[])
      k(owner, subject, kind)
    where d.owner = k.owner and d.subject = k.subject and d.kind = k.kind and d.fired_at is null
  `.execute(tx)
}

type Row = { owner: string; subject: string; kind: string; due_at: Temporal.Instant }

/** Read at once without locks; what is found is claimed by a second statement that names its owner. */
const readAhead = 1_000
/** One transaction for so many of one owner and kind: 6 times cheaper than one each. */
const together = 50

/**
 * Fires what is due, earliest first. Two sweepers fire nothing twice: each claims with a conditional update. Deadlines
 * of one (owner, kind) go together; if such a batch fails it is tried one by one, and the one that fails stays unfired
 * with its error and a later try. Returns how many fired.
 */
export async function sweepDeadlines(
  db: Db,
  handlers: DeadlineHandlers,
  { perTransaction = together }: { perTransaction?: number } = {},
): Promise<number> {
  const now = db.clock.now()
  const { rows } = await sql<Row>`
    select owner, subject, kind, due_at from platform.deadlines
    where fired_at is null and due_at <= ${now} and (retry_at is null or retry_at <= ${db.clock.wall()})
    order by due_at limit ${readAhead}
  `.execute(db.read)
  let fired = 0
  for (const group of batches(rows, perTransaction)) {
    const handler = handlers[group[0]!.kind]
    if (!handler) throw new Error(`no handler for deadlines of kind '${group[0]!.kind}'`)
    fired += await fireBatch(db, handler, group)
  }
  return fired
}

/** Groups by (owner, kind), keeping the order in which groups first come due. */
function batches(rows: readonly Row[], perTransaction: number): Row[][] {
  const groups = [...Map.groupBy(rows, row => row.owner + row.kind).values()]
  return groups.flatMap(group =>
    Array.from({ length: Math.ceil(group.length / perTransaction) }, (_, i) =>
      group.slice(i * perTransaction, (i + 1) * perTransaction),
    ),
  )
}

async function fireBatch(db: Db, handler: DeadlineHandler, group: Row[]): Promise<number> {
  try {
    if ('bulk' in handler) return await fireTogether(db, handler.bulk, group)
    let fired = 0
    for (const row of group) {
      try {
        await handler.alone(db, row.owner, { subject: row.subject, dueAt: row.due_at })
        fired += (await inTx(db, `mark ${row.kind} fired`, tx => claimDue(tx, [row]))).length
      } catch (error) {
        await noteFailure(db, row, error)
      }
    }
    return fired
  } catch (error) {
    if (group.length === 1) {
      await noteFailure(db, group[0]!, error)
      return 0
    }
    let fired = 0
    for (const row of group) {
      const one = await fireBatch(db, handler, [row])
      fired += one
    }
    return fired
  }
}

function fireTogether(
  db: Db,
  handle: (tx: Tx, owner: string, due: readonly Due[]) => Promise<void>,
  group: readonly Row[],
): Promise<number> {
  return inTx(db, `fire ${group[0]!.kind}`, async tx => {
    const mine = await claimDue(tx, group)
    if (mine.length > 0) await handle(tx, group[0]!.owner, mine)
    return mine.length
  })
}

async function claimDue(tx: Tx, group: readonly Row[]): Promise<Due[]> {
  const { owner, kind } = group[0]!
  const { rows } = await sql<{ subject: string; due_at: Temporal.Instant }>`
    with due as (
      select subject from platform.deadlines
      where owner = ${owner} and kind = ${kind} and subject = any(${group.map(row => row.subject)}::uuid[])
        and fired_at is null and due_at <= ${tx.now}
      order by subject for no key update skip locked
    )
    update platform.deadlines d set fired_at = ${tx.now}, error = null from due
    where d.owner = ${owner} and d.kind = ${kind} and d.subject = due.subject
    returning d.subject, d.due_at
  `.execute(tx)
  return rows.map(row => ({ subject: row.subject, dueAt: row.due_at }))
}

/** Tried again after 5 s, doubling up to an hour of real time; shown to operators meanwhile. */
async function noteFailure(db: Db, row: Row, error: unknown): Promise<void> {
  await sql`
    update platform.deadlines set attempts = attempts + 1, error = ${String((error as Error).stack ?? error)},
      retry_at = ${db.clock.wall()}::timestamptz + least(interval '1 hour', interval '5 seconds' * power(2, attempts))
    where owner = ${row.owner} and subject = ${row.subject} and kind = ${row.kind} and fired_at is null
  `.execute(db.read)
}

/** When the next deadline falls due that is not waiting for another try; null when there is none. */
export async function nextDueAt(db: Db): Promise<Temporal.Instant | null> {
  const { rows } = await sql<{ due_at: Temporal.Instant }>`
    select due_at from platform.deadlines
    where fired_at is null and (retry_at is null or retry_at <= ${db.clock.wall()}) order by due_at limit 1
  `.execute(db.read)
  return rows[0]?.due_at ?? null
}
