import { readFileSync } from 'node:fs'
import { type Db, type Reader, sql } from '#platform/db.ts'

const packageFile = new URL('../../package.json', import.meta.url)

/** The version of this process. */
export const version: string = (JSON.parse(readFileSync(packageFile, 'utf8')) as { version: string }).version

type WorkerHeartbeat = {
  readonly version: string
  readonly startedAt: Temporal.Instant
  readonly seenAt: Temporal.Instant
}

/** Records that the worker is alive; removes workers that were not seen for a day. */
export async function recordHeartbeat(db: Db, id: string): Promise<void> {
  const now = db.clock.wall()
  await sql`
    with forgotten as (delete from platform.workers where seen_at < ${now.subtract({ hours: 24 })} and id <> ${id})
    insert into platform.workers (id, version, started_at, seen_at) values (${id}, ${version}, ${now}, ${now})
    on conflict (id) do update set seen_at = excluded.seen_at
  `.execute(db.read)
}

/** A worker that stops as it should is not waited for. */
export async function removeHeartbeat(db: Db, id: string): Promise<void> {
  await sql`delete from platform.workers where id = ${id}`.execute(db.read)
}

/** Workers of the last day, last seen first. */
export async function recentWorkers(reader: Reader): Promise<WorkerHeartbeat[]> {
  const { rows } = await sql<WorkerHeartbeat>`
    select version, started_at as "startedAt", seen_at as "seenAt" from platform.workers
    order by seen_at desc limit 20
  `.execute(reader)
  return rows
}
