import { type Db, sql } from '#platform/db.ts'
import { type DueDeadline, readDue } from '#platform/due.across.ts'
import type { Round } from '#platform/outbox.ts'
import { ownedBy } from '#platform/owned.ts'
import { retryAt } from '#platform/retry-at.ts'
import { insertRows } from '#platform/rows.ts'
import { inTime } from '#platform/time-limit.ts'
import { inTx, type Tx } from '#platform/tx.ts'

/** A due time with a consequence. Keyed by (owner, subject, kind), so that it can be moved and canceled. */
type Deadline = {
  readonly owner: string
  readonly subject: string
  readonly kind: string
  readonly dueAt: Temporal.Instant
}

/** A deadline that is due. */
export type Due = { readonly subject: string; readonly dueAt: Temporal.Instant }

/**
 * `bulk`: many of one owner in the claiming transaction. `alone`: has outside calls, opens its own transactions, must
 * be idempotent; claimed for a while before it begins, marked fired once it returns. Follow-up deadlines count from
 * `dueAt`, not from when it was handled.
 */
type DeadlineHandler =
  | { readonly bulk: (tx: Tx, owner: string, due: readonly Due[]) => Promise<void> }
  | { readonly alone: (db: Db, owner: string, due: Due) => Promise<void> }
export type DeadlineHandlers = Readonly<Record<string, DeadlineHandler>>
/** One handler for each deadline that a module declares. */
export type HandlersOf<D> = { readonly [K in keyof D]: DeadlineHandler }

/** Sets deadlines; one that exists already is moved. */
export async function setDeadlines(tx: Tx, deadlines: readonly Deadline[]): Promise<void> {
  await insertRows(
    tx,
    'platform.deadlines',
    { owner: 'uuid', subject: 'uuid', kind: 'text', due_at: 'timestamptz' },
    deadlines.map(({ owner, subject, kind, dueAt }) => ({ owner, subject, kind, due_at: dueAt })),
    sql`on conflict (owner, subject, kind) do update
      set due_at = excluded.due_at, fired_at = null, attempts = 0, error = null, retry_at = null, claimed_until = null`,
  )
  const [first, ...rest] = deadlines.map(deadline => deadline.dueAt)
  if (!first) return
  tx.wakeWorker(
    'deadlines',
    rest.reduce((a, b) => (Temporal.Instant.compare(b, a) < 0 ? b : a), first),
  )
}

/** Cancels deadlines that have not fired. */
export async function cancelDeadlines(
  tx: Tx,
  kinds: readonly string[],
  subjects: readonly { readonly owner: string; readonly subject: string }[],
): Promise<void> {
  if (subjects.length === 0) return
  // Whole keys: with `kind = any(…)` a generic plan expects ten times the rows and scans the table.
  const keys = subjects.flatMap(subject => kinds.map(kind => ({ ...subject, kind })))
  await sql`
    delete from platform.deadlines d
    using unnest(${keys.map(k => k.owner)}::uuid[], ${keys.map(k => k.subject)}::uuid[], ${keys.map(k => k.kind)}::text[])
      k(owner, subject, kind)
    where ${ownedBy(subjects.map(s => s.owner))('d.owner')} and d.owner = k.owner and d.subject = k.subject
      and d.kind = k.kind and d.fired_at is null
  `.execute(tx)
}

/** Rows read in one statement without locks; a second statement, which names the owner, claims them. */
const readAhead = 1_000
/** Deadlines of one owner and kind handled in one transaction: six times cheaper than one transaction each. */
const batchSize = 50

/**
 * Fires what is due of `bulk` kinds, earliest first, and leaves kinds that `handlers` does not have to a process that
 * does. Two sweepers fire nothing twice: each claims with a conditional update. Deadlines of one (owner, kind) are
 * handled in one batch; if it fails they are handled one by one, and the one that fails stays unfired with its error
 * and is retried later. Reads at most 1,000 of a kind, so that a round ends.
 */
export async function sweepDeadlines(
  db: Db,
  handlers: DeadlineHandlers,
  { perTransaction = batchSize }: { perTransaction?: number } = {},
): Promise<Round> {
  const kinds = kindsOf(handlers, 'bulk')
  const rows = await readDue(
    db,
    kinds.map(kind => ({ kind, limit: readAhead })),
  )
  let done = 0
  for (const group of batches(rows, perTransaction)) {
    const handler = handlers[group[0]!.kind]!
    if ('bulk' in handler) done += await fireBatch(db, handler.bulk, group)
  }
  return { done, more: done > 0 && rows.length >= readAhead }
}

/** The kinds whose handlers are of this sort. */
export const kindsOf = (handlers: DeadlineHandlers, how: 'bulk' | 'alone'): string[] =>
  Object.keys(handlers).filter(kind => how in handlers[kind]!)

/** Groups by (owner, kind), keeping the order in which groups first come due. */
function batches(rows: readonly DueDeadline[], perTransaction: number): DueDeadline[][] {
  const groups = [...Map.groupBy(rows, row => row.owner + row.kind).values()]
  return groups.flatMap(group =>
    Array.from({ length: Math.ceil(group.length / perTransaction) }, (_, i) =>
      group.slice(i * perTransaction, (i + 1) * perTransaction),
    ),
  )
}

type Bulk = (tx: Tx, owner: string, due: readonly Due[]) => Promise<void>

async function fireBatch(db: Db, handle: Bulk, group: DueDeadline[]): Promise<number> {
  try {
    return await fireTogether(db, handle, group)
  } catch (error) {
    if (group.length === 1) {
      await noteFailure(db, group[0]!, error)
      return 0
    }
    let fired = 0
    for (const row of group) fired += await fireBatch(db, handle, [row])
    return fired
  }
}

function fireTogether(db: Db, handle: Bulk, group: readonly DueDeadline[]): Promise<number> {
  return inTx(db, `fire ${group[0]!.kind}`, async tx => {
    const claimed = await claimDue(tx, group)
    if (claimed.length > 0) await handle(tx, group[0]!.owner, claimed)
    return claimed.length
  })
}

async function claimDue(tx: Tx, group: readonly DueDeadline[]): Promise<Due[]> {
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

/** A claimed deadline with outside calls. */
export type Call = DueDeadline

/** How long a call may take. Stripe's client gives up after a minute. */
const callLimit = Temporal.Duration.from({ minutes: 2 })
/** How long a claim holds, longer than its call; after a crash the call is repeated this much later. */
const claimedFor = Temporal.Duration.from({ minutes: 3 })

/**
 * Claims up to `limits.get(kind)` due deadlines of each of these `alone` kinds, so that no other worker makes the same
 * calls.
 */
export async function claimCalls(db: Db, limits: ReadonlyMap<string, number>): Promise<Call[]> {
  const found = await readDue(
    db,
    [...limits].map(([kind, limit]) => ({ kind, limit })),
  )
  if (found.length === 0) return []
  const wall = db.clock.wall()
  const { rows } = await sql<Call>`
    update platform.deadlines d set claimed_until = ${wall.add(claimedFor)}
    from unnest(${found.map(row => row.owner)}::uuid[], ${found.map(row => row.subject)}::uuid[],
      ${found.map(row => row.kind)}::text[]) k(owner, subject, kind)
    where ${ownedBy(found.map(row => row.owner))('d.owner')} and d.owner = k.owner and d.subject = k.subject
      and d.kind = k.kind and d.fired_at is null and d.due_at <= ${db.clock.now()} and (d.claimed_until is null or d.claimed_until <= ${wall})
    returning d.owner, d.subject, d.kind, d.due_at, d.attempts
  `.execute(db.read)
  return rows
}

/** Makes a claimed call and marks its deadline fired, unless it was moved meanwhile. False when it failed. */
export async function makeCall(db: Db, handlers: DeadlineHandlers, call: Call): Promise<boolean> {
  const handler = handlers[call.kind]!
  if (!('alone' in handler)) throw new Error(`deadlines of kind '${call.kind}' are fired in bulk`)
  const { owner, subject, kind, due_at } = call
  try {
    await inTime(kind, callLimit, () => handler.alone(db, owner, { subject, dueAt: due_at }))
    await sql`
      update platform.deadlines set fired_at = ${db.clock.now()}, claimed_until = null, error = null
      where owner = ${owner} and subject = ${subject} and kind = ${kind} and fired_at is null and due_at = ${due_at}
    `.execute(db.read)
    return true
  } catch (error) {
    await noteFailure(db, call, error)
    return false
  }
}

/** Retried after 5 s, doubling up to an hour of real time; shown to operators until then. */
async function noteFailure(db: Db, row: Call, error: unknown): Promise<void> {
  await sql`
    update platform.deadlines set attempts = attempts + 1, error = ${String((error as Error).stack ?? error)},
      claimed_until = null,
      retry_at = ${retryAt(db.clock.wall(), row.attempts, 5, 3_600)}
    where owner = ${row.owner} and subject = ${row.subject} and kind = ${row.kind} and fired_at is null
  `.execute(db.read)
}
