import { type Db, sql } from '#platform/db.ts'
import type { BodyOf, EventType } from '#platform/events.ts'
import { newId } from '#platform/ids.ts'
import { insertRows } from '#platform/rows.ts'
import { inTx, type Tx } from '#platform/tx.ts'

/** A fact for others, written in the transaction that makes it true. */
export type Event<E extends EventType = EventType> = {
  /** Whose fact it is: a store, a buyer, a user. */
  readonly owner: string
  /** What it is about; events about one subject are handled in the order they were written. */
  readonly subject: string
  readonly name: E['name']
  readonly body: BodyOf<E>
}

/** Tells others of facts of one kind. What machines move is told by `move`. */
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
  tx.wakeWorker()
}

/** What happens upon an event, in a transaction of its own that also takes the event out of the box. */
export type Reaction<E extends EventType = EventType> = (tx: Tx, event: Event<E>) => Promise<void>
/** As stored: what a name means to this process. */
export type Reactions = Readonly<Record<string, readonly ((tx: Tx, event: Event) => Promise<void>)[]>>

/**
 * One row for each declared event: forgetting one, or reacting to a name that nobody declares, does not compile. An
 * event whose body is not what its type says fails like any reaction: it stays, with its error.
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

type Waiting = { owner: string; id: string; subject: string; name: string; body: Record<string, unknown> }

const batch = 200

/**
 * Handles all waiting events, oldest first, each once: taking it out and its effects commit together. An event whose
 * reaction fails stays, with its error, is tried again later, and holds back the later ones of its subject only.
 * Returns how many were handled.
 */
export async function drainOutbox(db: Db, reactions: Reactions): Promise<number> {
  const { rows } = await sql<Waiting>`
    select owner, id, subject, name, body from platform.outbox
    where retry_at is null or retry_at <= ${db.clock.wall()} order by id limit ${batch}
  `.execute(db.read)
  let handled = 0
  for (const event of rows) if (await handle(db, reactions, event)) handled++
  return handled
}

async function handle(db: Db, reactions: Reactions, event: Waiting): Promise<boolean> {
  try {
    return await inTx(db, `react to ${event.name}`, async tx => {
      const taken = await sql`
        delete from platform.outbox o where o.owner = ${event.owner} and o.id = ${event.id}
        and not exists (select 1 from platform.outbox e where e.owner = o.owner and e.subject = o.subject and e.id < o.id)
      `.execute(tx)
      if (!taken.numAffectedRows) return false
      for (const react of reactions[event.name] ?? []) await react(tx, event)
      return true
    })
  } catch (error) {
    await sql`
      update platform.outbox set attempts = attempts + 1, error = ${String((error as Error).stack ?? error)},
        retry_at = ${db.clock.wall()}::timestamptz + least(interval '1 hour', interval '5 seconds' * power(2, attempts))
      where owner = ${event.owner} and id = ${event.id}
    `.execute(db.read)
    return false
  }
}
