import { type Db, sql } from '#platform/db.ts'
import { newId } from '#platform/ids.ts'
import { insertRows } from '#platform/rows.ts'
import { inTx, type Tx } from '#platform/tx.ts'

/** A fact for others, written in the transaction that makes it true. */
export type Event = {
  /** Whose fact it is: a store, a buyer, a user. */
  readonly owner: string
  /** What it is about; events about one subject are handled in the order they were written. */
  readonly subject: string
  readonly name: string
  readonly body: Readonly<Record<string, unknown>>
}

export async function emit(tx: Tx, events: readonly Event[]): Promise<void> {
  await insertRows(
    tx,
    'platform.outbox',
    { owner: 'uuid', id: 'uuid', subject: 'uuid', name: 'text', body: 'jsonb', at: 'timestamptz' },
    events.map(event => ({ ...event, id: newId(), body: JSON.stringify(event.body), at: tx.now })),
  )
  tx.wakeWorker('events')
}

/** What happens upon an event, in the transaction that also takes the event out of the box. Talks to the database only. */
export type Reaction = (tx: Tx, event: Event) => Promise<void>
export type Reactions = Readonly<Record<string, readonly Reaction[]>>

/** What one bounded round of work did, and whether there may be more to do at once. */
export type Round = { readonly done: number; readonly more: boolean }

type Waiting = Event & { readonly id: string; readonly attempts: number }

/** Read at once, without locks. */
const readAhead = 200
/** One transaction for so many: it saves begin, delete and commit of all but one, and their statements travel together. */
const together = 50

/**
 * Handles waiting events, oldest first, each once: taking them out and their effects commit together. Reads 200 at
 * most, so that a round has an end. Events of names that `reactions` does not have stay for a process that does.
 *
 * One that fails stays with its error and is tried again after 5 s, doubling up to an hour. It holds back the later ones
 * of its subject and nothing else: they wait for as long as it does, outside the index that this reads.
 */
export async function drainOutbox(db: Db, reactions: Reactions): Promise<Round> {
  const events = await readReady(db, Object.keys(reactions))
  const failed = new Set<string>()
  let done = 0
  for (let i = 0; i < events.length; i += together)
    done += await handle(db, reactions, events.slice(i, i + together), failed)
  return { done, more: events.length >= readAhead || events.some(event => event.attempts > 0) }
}

async function readReady(db: Db, known: readonly string[]): Promise<Waiting[]> {
  const ofSubject = sql`select 1 from platform.outbox e where e.owner = o.owner and e.subject = o.subject and e.id < o.id`
  const { rows } = await sql<Waiting>`
    (select owner, id, subject, name, body, attempts from platform.outbox o
      where retry_at is null and name = any(${known})
        and not exists (${ofSubject} and (e.retry_at is not null or e.name <> all(${known})))
      order by id limit ${readAhead})
    union all
    (select owner, id, subject, name, body, attempts from platform.outbox o
      where retry_at <= ${db.clock.wall()} and name = any(${known}) and not exists (${ofSubject})
      order by retry_at limit ${readAhead})
  `.execute(db.read)
  return rows
}

/** All in one transaction; if that fails, one by one, so that only the one that fails stays. Returns how many went. */
async function handle(db: Db, reactions: Reactions, events: readonly Waiting[], failed: Set<string>): Promise<number> {
  const open = events.filter(event => !failed.has(event.owner + event.subject))
  if (open.length === 0) return 0
  try {
    return await inTx(db, `react to ${open.length === 1 ? open[0]!.name : 'events'}`, async tx => {
      const taken = await take(tx, open)
      await reactInOrder(tx, reactions, taken)
      return taken.length
    })
  } catch (error) {
    if (open.length === 1) {
      failed.add(open[0]!.owner + open[0]!.subject)
      await noteFailure(db, open[0]!, error)
      return 0
    }
    let done = 0
    for (const event of open) done += await handle(db, reactions, [event], failed)
    return done
  }
}

/** Claims events by taking them out, but none before an earlier one of its subject that somebody else holds. */
async function take(tx: Tx, events: readonly Waiting[]): Promise<Waiting[]> {
  const { rows } = await sql<{ id: string }>`
    with mine as (
      select o.owner, o.id from platform.outbox o
      join unnest(${events.map(event => event.owner)}::uuid[], ${events.map(event => event.id)}::uuid[]) k(owner, id)
        on o.owner = k.owner and o.id = k.id
      order by o.owner, o.id for update of o skip locked
    )
    delete from platform.outbox o using mine where o.owner = mine.owner and o.id = mine.id
      and not exists (
        select 1 from platform.outbox e where e.owner = o.owner and e.subject = o.subject and e.id < o.id
          and not exists (select 1 from mine m where m.owner = e.owner and m.id = e.id))
    returning o.id
  `.execute(tx)
  const ids = new Set(rows.map(row => row.id))
  const taken = events.filter(event => ids.has(event.id))
  const repaired = taken.filter(event => event.attempts > 0)
  if (repaired.length > 0)
    await sql`
      update platform.outbox o set retry_at = null
      from unnest(${repaired.map(e => e.owner)}::uuid[], ${repaired.map(e => e.subject)}::uuid[]) k(owner, subject)
      where o.owner = k.owner and o.subject = k.subject and o.retry_at is not null
    `.execute(tx)
  return taken
}

/** Subjects beside each other, so that their statements travel together; the events of one in order. */
async function reactInOrder(tx: Tx, reactions: Reactions, events: readonly Waiting[]): Promise<void> {
  const subjects = Map.groupBy(events, event => event.owner + event.subject)
  const ended = await Promise.allSettled(
    [...subjects.values()].map(async ofOne => {
      for (const event of ofOne) for (const react of reactions[event.name]!) await react(tx, event)
    }),
  )
  // only now: none may still write to a transaction that was rolled back
  const failure = ended.find(each => each.status === 'rejected')
  if (failure) throw failure.reason
}

async function noteFailure(db: Db, event: Waiting, error: unknown): Promise<void> {
  await sql`
    update platform.outbox set attempts = attempts + (id = ${event.id})::int,
      error = case when id = ${event.id} then ${String((error as Error).stack ?? error)} end,
      retry_at = ${db.clock.wall()}::timestamptz
        + least(interval '1 hour', interval '5 seconds' * power(2, ${event.attempts}::int))
    where owner = ${event.owner} and subject = ${event.subject} and id >= ${event.id}
  `.execute(db.read)
}
