import { type Reader, sql } from '#platform/db.ts'
import { ofAllOwners } from '#platform/owned.ts'

/** Attempts to pay that were begun since `since`, counted by what came of them. */
export async function recentOutcomes(
  reader: Reader,
  since: Temporal.Instant,
): Promise<{ readonly state: string; readonly count: number }[]> {
  const { rows } = await sql<{ state: string; count: number }>`
    select state, count(*)::int as count from payments.attempts
    where ${ofAllOwners('buyer_id')} and created_at >= ${since} group by state
  `.execute(reader)
  return rows
}
