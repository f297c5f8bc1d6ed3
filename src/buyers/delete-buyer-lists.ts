import { sql } from '#platform/db.ts'
import type { Tx } from '#platform/tx.ts'

/** Deletes the addresses, wish lists and followed stores of these buyers. */
export async function deleteBuyerLists(tx: Tx, buyerIds: readonly string[]): Promise<void> {
  await sql`delete from buyers.addresses where buyer_id = any(${buyerIds})`.execute(tx)
  await sql`delete from buyers.wishes where buyer_id = any(${buyerIds})`.execute(tx)
  await sql`delete from buyers.follows where buyer_id = any(${buyerIds})`.execute(tx)
}
