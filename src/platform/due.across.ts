import { type Db, sql } from '#platform/db.ts'

// What the worker does next, read over all owners without locks. Whoever does it claims it by a statement that names the
// owner.

/** SQL: no pause after a failure holds the row back, and no other process has claimed it. */
const isFree = (wall: Temporal.Instant) => sql`
  (retry_at is null or retry_at <= ${wall}) and (claimed_until is null or claimed_until <= ${wall})`

type Waiting = { readonly owner: string; readonly attempts: number }

export type WaitingEvent = Waiting & {
  readonly id: string
  readonly subject: string
  readonly name: string
  readonly body: Readonly<Record<string, unknown>>
}

/**
 * Up to twice `limit` events with these names, oldest first. Does not check the subject's other events: with 100,000
 * waiting events that would be a lookup for each.
 */
export async function readEvents(db: Db, known: readonly string[], limit: number): Promise<WaitingEvent[]> {
  const columns = sql`select owner, id, subject, name, body, attempts from platform.outbox`
  const { rows } = await sql<WaitingEvent>`
    (${columns} where retry_at is null and name = any(${known}) order by id limit ${limit})
    union all
    (${columns} where retry_at <= ${db.clock.wall()} and name = any(${known}) order by retry_at, id limit ${limit})
  `.execute(db.read)
  return rows.sort((a, b) => (a.id < b.id ? -1 : 1)) // retried events come before later ones of their subject
}

export type DueDeadline = Waiting & {
  readonly subject: string
  readonly kind: string
  readonly due_at: Temporal.Instant
}

/** Due deadlines of these kinds, earliest first, up to a number of each. */
export async function readDue(
  db: Db,
  kinds: readonly { readonly kind: string; readonly limit: number }[],
): Promise<DueDeadline[]> {
  if (kinds.length === 0) return []
  const wall = db.clock.wall()
  const { rows } = await sql<DueDeadline>`
    select * from (${sql.join(
      // each kind is read from its own part of the index, so that deadlines of other kinds are not scanned
      kinds.map(
        ({ kind, limit }) => sql`
          (select owner, subject, kind, due_at, attempts from platform.deadlines
            where kind = ${kind} and fired_at is null and due_at <= ${db.clock.now()}
              and ${isFree(wall)}
            order by due_at limit ${limit})`,
      ),
      sql` union all `,
    )}) d order by due_at
  `.execute(db.read)
  return rows
}

/**
 * The due time of the next deadline of these kinds, as SQL, without those that wait for a retry or for a call in
 * progress.
 */
export const earliestDue = (db: Db, kinds: readonly string[]) =>
  sql<Temporal.Instant | null>`least(null${sql.join(
    kinds.map(
      kind => sql`, (
      select min(due_at) from platform.deadlines
      where kind = ${kind} and fired_at is null and ${isFree(db.clock.wall())})`,
    ),
    sql``,
  )})`

/** The same, read. */
export async function nextDueAt(db: Db, kinds: readonly string[]): Promise<Temporal.Instant | null> {
  const { rows } = await sql<{ due_at: Temporal.Instant | null }>`select ${earliestDue(db, kinds)} as due_at`.execute(
    db.read,
  )
  return rows[0]!.due_at
}

/** SQL: the row of platform.mails can be sent now. */
export const sendable = (wall: Temporal.Instant) => sql`sent_at is null and ${isFree(wall)}`

/** Mails that can be sent, urgent ones first. */
export async function readMails(db: Db, limit: number): Promise<{ owner: string; topic: string }[]> {
  const { rows } = await sql<{ owner: string; topic: string }>`
    select owner, topic from platform.mails where ${sendable(db.clock.wall())} order by urgent desc, id limit ${limit}
  `.execute(db.read)
  return rows
}

/** Chains with entries that are not linked yet. */
export async function readUnsealed<S extends string>(db: Db, limit: number): Promise<{ owner: string; stream: S }[]> {
  const { rows } = await sql<{ owner: string; stream: S }>`
    select distinct owner, stream from platform.unsealed limit ${limit}
  `.execute(db.read)
  return rows
}
