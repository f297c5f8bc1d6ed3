import { sql } from '#platform/db.ts'
import type { Tx } from '#platform/tx.ts'

/** What is counted against a limit of its owner. */
type Counted = 'addresses' | 'documents' | 'follows' | 'invitations' | 'jobs' | 'synonyms' | 'wishes'

/**
 * Lets one transaction after another count what an owner has: called before rows are counted and one is added, in a
 * statement of its own, since a statement counts what had been committed when it began. Rows that do not exist yet cannot be locked.
 * Where the database is spread over several nodes, each node lets one through.
 */
export async function countAlone(tx: Tx, what: Counted, owner: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${what} ${owner}`}, 0))`.execute(tx)
}
