import { type Db, type RawBuilder, sql } from '#platform/db.ts'
import { firstIdAt } from '#platform/ids.ts'

/**
 * SQL: the ids of an owner's subjects of a machine that were created or moved at or after an instant. Read by the key, which
 * begins with the real time of each row: the clock of the market never runs behind it, so that none is left out.
 */
export function movedSince(db: Db, owner: string, machine: string, since: string): RawBuilder<unknown> {
  const at = Temporal.Instant.from(since)
  const aheadMs = Math.max(0, db.clock.offsetMs)
  return sql`(select t.subject from platform.transitions t where t.owner = ${owner} and t.machine = ${machine}
    and t.id >= ${firstIdAt(at.subtract({ milliseconds: aheadMs }))}::uuid and t.at >= ${at}::timestamptz)`
}
