import { type Db, sql } from '#platform/db.ts'
import { readEvents, type WaitingEvent } from '#platform/due.across.ts'
import type { BodyOf, EventType } from '#platform/events.ts'
import { newId } from '#platform/ids.ts'
import { byOwner } from '#platform/owned.ts'
import { retryAt } from '#platform/retry-at.ts'
import { insertRows } from '#platform/rows.ts'
import { inTx, type Tx } from '#platform/tx.ts'

/** A fact published to other modules, written in the transaction that makes it true. */
export type Event<E extends EventType = EventType> = {
  /** The owner: a store, a buyer or a user. */
  readonly owner: string
  /** What the event is about; events of one subject are handled in the order they were written. */
  readonly subject: string
  readonly name: E['name']
  readonly body: BodyOf<E>
}

/** Publishes events of one type. Events of a machine's transitions are emitted by `move`. */
export async function emit<E extends EventType>(
  tx: Tx,
  type: E,
  facts: readonly Omit<Event<E>, 'name'>[],
): Promise<void> {
  await insertRows(
    tx,
    'platform.outbox',
    { owner: 'uuid', id: 'uuid', subject: 'uuid', name: 'text', body: 'jsonb', at: 'timestamptz' },
    facts.map(fact => ({ ...fact, id: newId(), name: type.name, body: JSON.stringify(fact.body), at: tx.now })),
  )
  tx.wakeWorker('events')
}

/** Handles an event, in the transaction that also deletes the event. Uses the database only. */
export type Reaction<E extends EventType = EventType> = (tx: Tx, event: Event<E>) => Promise<void>
/** Reactions by the stored name of the event. */
export type Reactions = Readonly<Record<string, readonly ((tx: Tx, event: Event) => Promise<void>)[]>>

/**
 * One entry for each declared event: a missing one, or one for an undeclared name, does not compile. An event whose
 * body does not fit its schema fails like any reaction: it stays, with its error.
 */
export const reactionsTo = <D extends Readonly<Record<string, EventType>>>(
  types: D,
  table: { readonly [N in keyof D]: readonly Reaction<D[N]>[] },
): Reactions =>
  Object.fromEntries(
    Object.entries(types).map(([name, type]) => [
      name,
      table[name]!.map(
        react => (tx: Tx, event: Event) => react(tx, { ...event, body: type.body.parse(event.body) } as never),
      ),
    ]),
  )

/** What one bounded round of work did, and whether there may be more to do at once. */
export type Round = { readonly done: number; readonly more: boolean }

/** Read at once, without locks. */
const readAhead = 200
/**
 * Events handled in one transaction, which saves begin, delete and commit for all but one, and pipelines their
 * statements.
 */
const batchSize = 50
/** Events of one subject released at once; the others follow. */
const releasedAtOnce = 1_000
/** Events behind one of an unknown name are checked again after this time, or when that event has been handled. */
const behindUnknown = Temporal.Duration.from({ minutes: 1 })

/**
 * Handles waiting events, oldest first, each once: deleting them and their effects commit together. Reads at most 400,
 * so that a round ends. Events whose names `reactions` does not have are left for a process that has them.
 *
 * An event that fails stays with its error and is retried after 5 s, doubling up to an hour. It holds back only the
 * later events of its subject: they wait as long as it does and are not read meanwhile.
 */
export async function drainOutbox(db: Db, reactions: Reactions): Promise<Round> {
  const known = Object.keys(reactions)
  const events = await readEvents(db, known, readAhead)
  const outcome: Outcome = { taken: new Set(), failed: new Set(), released: 0 }
  for (let i = 0; i < events.length; i += batchSize)
    await handle(db, reactions, events.slice(i, i + batchSize), outcome)
  const { taken, released } = outcome
  const refused = events.filter(event => !taken.has(event.id))
  const postponed = refused.length > 0 ? await postponeBehind(db, known, refused) : 0
  // events held by other processes are skipped: reading them again at once would be a loop
  const moved = taken.size + postponed + outcome.failed.size > 0
  return { done: taken.size, more: released > 0 || (moved && events.length >= readAhead) }
}

type Outcome = {
  readonly taken: Set<string>
  /** Subjects of which one failed. */
  readonly failed: Set<string>
  /** Number of events that no longer wait. */
  released: number
}

/** All in one transaction; if that fails, one by one, so that only the one that fails stays. */
async function handle(db: Db, reactions: Reactions, events: readonly WaitingEvent[], outcome: Outcome): Promise<void> {
  const open = events.filter(event => !outcome.failed.has(event.owner + event.subject))
  if (open.length === 0) return
  try {
    const { ids, released } = await inTx(db, `react to ${open.length === 1 ? open[0]!.name : 'events'}`, async tx => {
      const taken = await take(tx, open)
      await reactInOrder(
        tx,
        reactions,
        open.filter(event => taken.ids.has(event.id)),
      )
      return taken
    })
    for (const id of ids) outcome.taken.add(id)
    outcome.released += released
  } catch (error) {
    if (open.length > 1) for (const event of open) await handle(db, reactions, [event], outcome)
    else {
      outcome.failed.add(open[0]!.owner + open[0]!.subject)
      await noteFailure(db, open[0]!, error)
    }
  }
}

/**
 * Claims events by deleting them, except those with an earlier event of their subject that stays or is held by another
 * process; events that waited behind them are released. Ordered and limited subqueries, as they are answered by index
 * for each row: joins may be planned as a read of the whole table when that was small, and the plan is kept.
 */
async function take(tx: Tx, events: readonly WaitingEvent[]): Promise<{ ids: ReadonlySet<string>; released: number }> {
  const answers = await byOwner(
    tx,
    events,
    event => event.owner,
    (events, owned) =>
      sql<{ id: string; released: number }>`
        with mine as (
          select owner, id from platform.outbox o
          where ${owned('o.owner')} and id = any(${events.map(event => event.id)}::uuid[])
          order by owner, id for update skip locked
        ), taken as (
          delete from platform.outbox o using mine where ${owned('o.owner')} and o.owner = mine.owner and o.id = mine.id
            and (select 1 from platform.outbox e
              where ${owned('e.owner')} and e.owner = o.owner and e.subject = o.subject and e.id < o.id
                and not exists (select 1 from mine m where m.owner = e.owner and m.id = e.id)
              order by e.id limit 1) is null
          returning o.owner, o.subject, o.id
        ), released as (
          update platform.outbox o set retry_at = null from (select distinct owner, subject from taken) t
          cross join lateral (
            select h.id from platform.outbox h
            where ${owned('h.owner')} and h.owner = t.owner and h.subject = t.subject and h.retry_at is not null
            order by h.id limit ${releasedAtOnce}) h
          where ${owned('o.owner')} and o.owner = t.owner and o.id = h.id
            and not exists (select 1 from mine m where m.owner = o.owner and m.id = o.id)
          returning o.id
        )
        select id, (select count(*)::int from released) as released from taken
      `.execute(tx),
  )
  return {
    ids: new Set(answers.flatMap(({ rows }) => rows.map(row => row.id))),
    released: answers.reduce((sum, { rows }) => sum + (rows[0]?.released ?? 0), 0),
  }
}

/** Handles subjects concurrently, so that their statements are pipelined; events of one subject in order. */
async function reactInOrder(tx: Tx, reactions: Reactions, events: readonly WaitingEvent[]): Promise<void> {
  const subjects = Map.groupBy(events, event => event.owner + event.subject)
  const ended = await Promise.allSettled(
    [...subjects.values()].map(async ofOne => {
      for (const event of ofOne) for (const react of reactions[event.name]!) await react(tx, event)
    }),
  )
  // only after all have ended: none may still write to a transaction that was rolled back
  const failed = ended.find(each => each.status === 'rejected')
  if (failed) throw failed.reason
}

async function noteFailure(db: Db, { owner, id, attempts }: WaitingEvent, error: unknown): Promise<void> {
  await sql`
    update platform.outbox set attempts = attempts + 1, error = ${String((error as Error).stack ?? error)},
      retry_at = ${retryAt(db.clock.wall(), attempts, 5, 3_600)}
    where owner = ${owner} and id = ${id}
  `.execute(db.read)
}

/**
 * Postpones events until the earlier event of their subject is retried; events held by other processes are left as they
 * are.
 */
async function postponeBehind(db: Db, known: readonly string[], events: readonly WaitingEvent[]): Promise<number> {
  const answers = await byOwner(
    db,
    events,
    event => event.owner,
    (events, owned) =>
      sql`
        update platform.outbox o set retry_at = coalesce(h.retry_at, ${db.clock.wall().add(behindUnknown)})
        from unnest(${events.map(event => event.owner)}::uuid[], ${events.map(event => event.subject)}::uuid[],
          ${events.map(event => event.id)}::uuid[]) k(owner, subject, id)
        cross join lateral (
          select e.retry_at from platform.outbox e
          where ${owned('e.owner')} and e.owner = k.owner and e.subject = k.subject and e.id < k.id
            and (e.retry_at is not null or e.name <> all(${known})) order by e.id limit 1) h
        where ${owned('o.owner')} and o.owner = k.owner and o.id = k.id
      `.execute(db.read),
  )
  return answers.reduce((sum, { numAffectedRows }) => sum + Number(numAffectedRows ?? 0n), 0)
}
