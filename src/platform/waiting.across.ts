import { type Db, sql } from '#platform/db.ts'
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
  const retried = await retry[kind].execute(tx)
  tx.wakeWorker(kind)
  return Number(retried.numAffectedRows ?? 0n)
}

const retry = {
  events: sql`
    update platform.outbox o set retry_at = null from (
      select owner, id from platform.outbox where attempts > 0 order by id limit ${retriedAtOnce}) f
    where o.owner = f.owner and o.id = f.id`,
  deadlines: sql`
    update platform.deadlines d set retry_at = null from (
      select owner, subject, kind from platform.deadlines
      where fired_at is null and attempts > 0 order by due_at limit ${retriedAtOnce}) f
    where d.owner = f.owner and d.subject = f.subject and d.kind = f.kind and d.fired_at is null`,
  mails: sql`
    update platform.mails m set retry_at = null from (
      select owner, topic from platform.mails where sent_at is null and attempts > 0 order by id limit ${retriedAtOnce}) f
    where m.owner = f.owner and m.topic = f.topic and m.sent_at is null`,
}
