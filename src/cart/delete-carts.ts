import { sql } from '#platform/db.ts'
import type { Tx } from '#platform/tx.ts'

/** Removes all carts of these buyers, with their lines. */
export async function deleteCarts(tx: Tx, buyerIds: readonly string[]): Promise<void> {
  await sql`delete from cart.carts where buyer_id = any(${buyerIds})`.execute(tx)
}
