import { type Db, sql } from '#platform/db.ts'
import { hasKey } from '#platform/owned.ts'
import type { Tx } from '#platform/tx.ts'

/**
 * Waiting work of one kind: how much, how much of it failed at least once, how much has a name this version does not
 * know, and since when the oldest waits.
 */
export type Waiting = {
  readonly waiting: number
  readonly failed: number
  readonly unknown: number
  readonly oldest: Temporal.Instant | null
}

/** Names of events and kinds of deadlines that this version has code for. */
export type Known = { readonly events: readonly string[]; readonly deadlines: readonly string[] }

export const workKinds = ['events', 'deadlines', 'mails'] as const
type WorkKind = (typeof workKinds)[number]

/** All waiting work: events, due deadlines, mails, and entries that wait for their chain. */
export async function readWaiting(db: Db, known: Known): Promise<Record<WorkKind, Waiting> & { unsealed: number }> {
  const { rows } = await sql<Waiting & { kind: WorkKind | 'unsealed' }>`
    select 'events' as kind, count(*)::int as waiting, count(*) filter (where attempts > 0)::int as failed,
      count(*) filter (where name <> all(${known.events}))::int as unknown, min(at) as oldest
    from platform.outbox
    union all
    select 'deadlines', count(*)::int, count(*) filter (where attempts > 0)::int,
      count(*) filter (where kind <> all(${known.deadlines}))::int, min(due_at)
    from platform.deadlines where fired_at is null and due_at < ${db.clock.now()}
    union all
    select 'mails', count(*)::int, count(*) filter (where attempts > 0)::int, 0, min(queued_at)
    from platform.mails where sent_at is null
    union all
    select 'unsealed', count(*)::int, 0, 0, null from platform.unsealed
  `.execute(db.read)
  const by = Object.fromEntries(rows.map(({ kind, ...waiting }) => [kind, waiting])) as Record<string, Waiting>
  const { events, deadlines, mails, unsealed } = by
  return { events: events!, deadlines: deadlines!, mails: mails!, unsealed: unsealed!.waiting }
}

/** Rows retried by one call; call again for the rest. */
const retriedAtOnce = 1_000

/** Retries failed work now instead of later. Returns how much. */
export async function retryFailed(tx: Tx, kind: WorkKind): Promise<number> {
  const { table, key, failed, oldest } = work[kind]
  const columns = sql.join(Object.keys(key).map(name => sql.ref(name)))
  const { rows } = await sql<Readonly<Record<string, unknown>>>`
    select ${columns} from ${sql.table(table)} where ${failed} order by ${sql.ref(oldest)} limit ${retriedAtOnce}
  `.execute(tx)
  if (rows.length === 0) return 0
  const retried = await sql`
    update ${sql.table(table)} set retry_at = null where ${hasKey(key, rows)} and ${failed}
  `.execute(tx)
  tx.wakeWorker(kind)
  return Number(retried.numAffectedRows)
}

const work = {
  events: {
    table: 'platform.outbox',
    key: { owner: 'uuid', id: 'uuid' },
    failed: sql`attempts > 0`,
    oldest: 'id',
  },
  deadlines: {
    table: 'platform.deadlines',
    key: { owner: 'uuid', subject: 'uuid', kind: 'text' },
    failed: sql`fired_at is null and attempts > 0`,
    oldest: 'due_at',
  },
  mails: {
    table: 'platform.mails',
    key: { owner: 'uuid', topic: 'text' },
    failed: sql`sent_at is null and attempts > 0`,
    oldest: 'id',
  },
}
