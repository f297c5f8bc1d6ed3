import { sql } from '#platform/db.ts'
import type { Tx } from '#platform/tx.ts'

/** Those of these buyers who never logged in and have no session that ends at or after `expiry`. */
export async function guestsAmong(
  tx: Tx,
  buyerIds: readonly string[],
  { expiry }: { expiry: Temporal.Instant },
): Promise<string[]> {
  const { rows: active } = await sql<{ buyer_id: string }>`
    select buyer_id from accounts.sessions where buyer_id = any(${buyerIds}) and expires_at >= ${expiry}
  `.execute(tx)
  const kept = new Set(active.map(row => row.buyer_id))
  const { rows } = await sql<{ id: string }>`
    select id from accounts.buyers where id = any(${buyerIds.filter(id => !kept.has(id))}) and user_id is null order by id
  `.execute(tx)
  return rows.map(row => row.id)
}

/** Removes guests. The caller has removed what belonged to them. */
export async function deleteGuests(tx: Tx, buyerIds: readonly string[]): Promise<void> {
  await sql`delete from accounts.buyers where id = any(${buyerIds}) and user_id is null`.execute(tx)
}

/** Removes sessions by the hashes of their tokens. */
export async function removeSessions(tx: Tx, tokenHashes: readonly Buffer[]): Promise<void> {
  await sql`delete from accounts.sessions where token_hash = any(${tokenHashes})`.execute(tx)
}
