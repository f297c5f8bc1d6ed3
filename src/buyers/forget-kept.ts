import { sql } from '#platform/db.ts'
import type { Tx } from '#platform/tx.ts'

/** Removes all that these buyers kept: addresses, wishes, followed stores. */
export async function forgetKept(tx: Tx, buyerIds: readonly string[]): Promise<void> {
  await sql`delete from buyers.addresses where buyer_id = any(${buyerIds})`.execute(tx)
  await sql`delete from buyers.wishes where buyer_id = any(${buyerIds})`.execute(tx)
  await sql`delete from buyers.follows where buyer_id = any(${buyerIds})`.execute(tx)
}
