import { type RawBuilder, sql } from 'kysely'
import { platformOwner } from '#platform/audit.ts'
import { newId } from '#platform/ids.ts'
import { canceledBy, type Machine, setBy } from '#platform/machine.ts'
import { byOwner, type Owned, ownedBy } from '#platform/owned.ts'
import type { Tx } from '#platform/tx.ts'

/** How a machine's subjects are stored, and what a move returns and emits. SQL refers to the moved row as `m`. */
type Stored<Row, O extends Owner> = {
  /** The table with the column `state`; nothing else writes that column. */
  readonly table: string
  /** The key's owner field; null for rows of the platform, which are keyed by id alone. */
  readonly owner: O
  /** The key column beside the owner; `id` by default. */
  readonly id?: string
  /** The columns returned for each moved row. */
  readonly row: RawBuilder<Row>
  /** The body of its events, as jsonb. */
  readonly body?: RawBuilder<unknown>
  /** The subject of its events, if it is not the row's id. */
  readonly eventSubject?: RawBuilder<unknown>
  /** Further columns that depend only on the transition. */
  readonly columns?: (
    to: { state: string; end: boolean; cause: string | null },
    now: Temporal.Instant,
  ) => RawBuilder<unknown>
}

type Owner = 'storeId' | 'buyerId' | null
type Key<O extends Owner> = { readonly id: string } & (O extends string ? { readonly [K in O]: string } : unknown)

/** When a deadline of the entered state is due: the same for all, per subject, or a column of the moved row `m`. */
type DueAt<O extends Owner> = Temporal.Instant | ((key: Key<O>) => Temporal.Instant) | RawBuilder<unknown>

type By<O extends Owner> = {
  readonly actorId?: string | null
  readonly reason?: string | null
  /** Further facts, stored with the transition. */
  readonly facts?: Readonly<Record<string, unknown>>
  /** Further columns to set, of the table `t`. */
  readonly set?: RawBuilder<unknown>
  /** An instant of each subject, which `set` names as `w.at`. */
  readonly at?: (key: Key<O>) => Temporal.Instant
  readonly due?: Readonly<Record<string, DueAt<O>>>
}

export type Moved<Row, O extends Owner> = Row & Key<O> & { readonly was: string; readonly transitionId: string }
/** A subject that is not in a state the transition starts from, with the state it is in. */
type Stuck<O extends Owner> = Key<O> & { readonly state: string }

const ownerColumns = { storeId: 'store_id', buyerId: 'buyer_id' } as const

/**
 * The two ways in which the subjects of a machine change state. Each is one statement: rows are locked in (owner, id)
 * order, guarded, moved; a row of `platform.transitions` is written for each, deadlines of the states left are canceled
 * and those of the state entered set, events emitted.
 *
 * `move` moves the subjects that are in a state the transition starts from; the others stay unchanged and are returned
 * as `stuck`. `begin` inserts rows (`rows`: an INSERT of the keys, in the state the transition leads to) with their first
 * transition, deadlines and event.
 */
export function mover<M extends Machine, Row extends object, O extends Owner>(machine: M, stored: Stored<Row, O>) {
  type Name = keyof M['transitions'] & string
  const { owner, id, ownerOf, ownedRow, sameOwner, keyRows } = keysOf(stored)
  const effects = effectsOf(machine, stored)

  return {
    async move(
      tx: Tx,
      name: Name,
      subjects: readonly Key<O>[],
      by: By<O> = {},
    ): Promise<{ moved: Moved<Row, O>[]; stuck: Stuck<O>[] }> {
      const keys = [...new Map(subjects.map(key => [ownerOf(key) + key.id, key])).values()]
      const { from, to, cause = null } = machine.transitions[name]!
      const end = machine.states[to]!.end === true
      const columns = stored.columns ? sql`, ${stored.columns({ state: to, end, cause }, tx.now)}` : sql``
      const answers = await byOwner(tx, keys, ownerOf, (keys, owned) =>
        sql<Row & { key_owner: string; id: string; was: string; transitionId: string; moved: boolean }>`
          with wanted as (${keyRows(keys, by.at)}), standing as materialized (
            select ${owner('t')} as owner, ${id('t')} as id, t.state as was from ${sql.table(stored.table)} t
            where ${ownedRow(owned)} ${id('t')} = any(${keys.map(key => key.id)}::uuid[])
            order by 1, 2 for no key update of t
          ), moved as (
            update ${sql.table(stored.table)} t set state = ${to} ${columns} ${by.set ? sql`, ${by.set}` : sql``}
            from standing s join wanted w on w.owner = s.owner and w.id = s.id
            where ${ownedRow(owned)} ${sameOwner} ${id('t')} = w.id
              and t.state = any(${from as readonly string[]}::text[])
            returning t.*, s.was, w.transition_id, w.event_id
          ) ${effects(tx, name, keys, owned, by)}
          select ${stored.row}, s.owner as key_owner, s.id, s.was, m.transition_id as "transitionId",
            m.transition_id is not null as moved
          from standing s left join moved m on ${id('m')} = s.id and ${owner('m')} = s.owner order by s.owner, s.id
        `.execute(tx),
      )
      const keyed = answers
        .flatMap(({ rows }) => rows)
        .map(({ key_owner, ...row }) => ({
          ...row,
          ...(stored.owner && { [stored.owner]: key_owner }),
        }))
      return {
        moved: keyed.filter(row => row.moved) as never,
        stuck: keyed.filter(row => !row.moved).map(row => ({ ...row, state: row.was })) as never,
      }
    },

    async begin(
      tx: Tx,
      name: Name,
      keys: readonly Key<O>[],
      insert: { readonly rows: RawBuilder<unknown>; readonly also?: RawBuilder<unknown> },
      by: Omit<By<O>, 'set' | 'at'> = {},
    ): Promise<void> {
      if (keys.length === 0) return
      const owned = ownedBy(keys.map(ownerOf))
      const { rows } = await sql<{ state: string }>`
        with wanted as (${keyRows(keys)}), inserted as (${insert.rows} returning *), moved as (
          select t.*, null::text as was, w.transition_id, w.event_id from inserted t
          join wanted w on ${sameOwner} ${id('t')} = w.id
        ) ${effects(tx, name, keys, owned, by, insert.also)}
        select state from moved where state <> ${machine.transitions[name]!.to} limit 1
      `.execute(tx)
      if (rows[0]) throw new Error(`${machine.name} ${name}: inserted in state ${rows[0].state}`)
    },
  }
}

/** The statements over `moved m` that every change of state needs: its transition, deadlines, event and projections. */
function effectsOf<Row, O extends Owner>(machine: Machine, stored: Stored<Row, O>) {
  const { owner, id } = keysOf(stored)

  function dueRows(kind: string, at: DueAt<O>, keys: readonly Key<O>[]): RawBuilder<unknown> {
    if (typeof at === 'function')
      return sql`
        select ${owner('m')}, ${id('m')}, ${kind}, k.due_at from moved m
        join unnest(${keys.map(key => key.id)}::uuid[], ${keys.map(at)}::timestamptz[]) k(id, due_at) on k.id = ${id('m')}`
    const instant = at instanceof Temporal.Instant ? sql`${at}::timestamptz` : at
    return sql`select ${owner('m')}, ${id('m')}, ${kind}, ${instant} from moved m`
  }

  return (
    tx: Tx,
    name: string,
    keys: readonly Key<O>[],
    owned: Owned,
    by: By<O>,
    also?: RawBuilder<unknown>,
  ): RawBuilder<unknown> => {
    const transition = machine.transitions[name]!
    const canceled = canceledBy(machine, name)
    const due = Object.entries(by.due ?? {})
    checkDue(machine, name, by.due ?? {})
    if (transition.emits) tx.wakeWorker('events')
    for (const at of due.flatMap(([, at]) => instantsOf(at, keys))) tx.wakeWorker('deadlines', at)
    return sql`, noted as (
      insert into platform.transitions (owner, id, machine, subject, name, was, became, actor, actor_id, reason, facts, at)
      select ${owner('m')}, m.transition_id, ${machine.name}, ${id('m')}, ${name}, m.was, m.state, ${transition.by},
        ${by.actorId ?? null}::uuid, ${by.reason ?? null}, ${by.facts ? JSON.stringify(by.facts) : null}::jsonb,
        ${tx.now}::timestamptz from moved m
    )${
      canceled.length === 0
        ? sql``
        : sql`, canceled as (
      delete from platform.deadlines d using moved m, unnest(${canceled}::text[]) k(kind)
      where ${owned('d.owner')} and d.owner = ${owner('m')} and d.subject = ${id('m')} and d.kind = k.kind
        and d.fired_at is null
    )`
    }${
      due.length === 0
        ? sql``
        : sql`, due as (
      insert into platform.deadlines (owner, subject, kind, due_at)
      ${sql.join(
        due.map(([kind, at]) => dueRows(kind, at, keys)),
        sql` union all `,
      )}
      on conflict (owner, subject, kind) do update
        set due_at = excluded.due_at, fired_at = null, attempts = 0, error = null, retry_at = null, claimed_until = null
    )`
    }${
      transition.emits === undefined
        ? sql``
        : sql`, emitted as (
      insert into platform.outbox (owner, id, subject, name, body, at)
      select ${owner('m')}, m.event_id, ${stored.eventSubject ?? id('m')}, ${transition.emits},
        ${stored.body!}, ${tx.now}::timestamptz from moved m
    )`
    }${also ?? sql``}`
  }
}

/** How the rows of a table are named by their keys. */
function keysOf<Row, O extends Owner>(stored: Stored<Row, O>) {
  const ownerColumn = stored.owner ? ownerColumns[stored.owner] : null
  const id = (alias: string) => sql.ref(`${alias}.${stored.id ?? 'id'}`)
  const owner = (alias: string) => (ownerColumn ? sql.ref(`${alias}.${ownerColumn}`) : sql`${platformOwner}::uuid`)
  const ownerOf = (key: Key<O>): string =>
    stored.owner ? (key as unknown as Record<string, string>)[stored.owner]! : platformOwner

  const keyRows = (keys: readonly Key<O>[], at?: (key: Key<O>) => Temporal.Instant) => sql`
    select * from unnest(${keys.map(ownerOf)}::uuid[], ${keys.map(key => key.id)}::uuid[], ${keys.map(newId)}::uuid[],
      ${keys.map(newId)}::uuid[]${at ? sql`, ${keys.map(at)}::timestamptz[]` : sql``})
      w(owner, id, transition_id, event_id${at ? sql`, at` : sql``})`
  // conditions on `t`, followed by another
  const ownedRow = (owned: Owned) => (ownerColumn ? sql`${owned(`t.${ownerColumn}`)} and` : sql``)
  const sameOwner = ownerColumn ? sql`${sql.ref(`t.${ownerColumn}`)} = w.owner and` : sql``
  return { owner, id, ownerOf, ownedRow, sameOwner, keyRows }
}

/** Due times known here; the worker's watch lane finds those taken from a column. */
const instantsOf = <O extends Owner>(at: DueAt<O>, keys: readonly Key<O>[]): Temporal.Instant[] =>
  at instanceof Temporal.Instant ? [at] : typeof at === 'function' ? keys.map(at) : []

/**
 * The deadlines of a state must be those the machine declares: without one, a subject would stay in the state forever.
 */
function checkDue(machine: Machine, name: string, due: Readonly<Record<string, unknown>>): void {
  const given = Object.keys(due)
  const missing = setBy(machine, name).filter(kind => !given.includes(kind))
  const foreign = given.filter(kind => !machine.states[machine.transitions[name]!.to]!.runs?.includes(kind))
  if (missing.length > 0 || foreign.length > 0)
    throw new Error(`${machine.name} ${name}: deadlines missing [${missing}], not of the state entered [${foreign}]`)
}
