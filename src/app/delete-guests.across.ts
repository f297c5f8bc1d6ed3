import { deleteGuests, guestsAmong, removeSessions } from '#accounts/index.ts'
import { expiredDays } from '#accounts/policy.ts'
import { deleteBuyerLists } from '#buyers/index.ts'
import { deleteCarts } from '#cart/index.ts'
import { type Db, sql } from '#platform/db.ts'
import type { Retention } from '#platform/retention.across.ts'
import { inTx } from '#platform/tx.ts'

/**
 * Removes sessions that expired before, and with a guest's last session the guest: nobody can return to a cart without
 * a session. A guest who ordered is kept, as the order is. Returns how many sessions.
 */
async function removeOldSessions(db: Db, before: Temporal.Instant, limit: number): Promise<number> {
  const { rows } = await sql<{ token_hash: Buffer; buyer_id: string }>`
    select token_hash, buyer_id from accounts.sessions where expires_at < ${before} order by expires_at limit ${limit}
  `.execute(db.read)
  if (rows.length === 0) return 0
  await inTx(db, 'remove old sessions', async tx => {
    const buyers = [...new Set(rows.map(row => row.buyer_id))].sort()
    const guests = await guestsAmong(tx, buyers, { expiry: before })
    const { rows: ordered } = await sql<{ buyer_id: string }>`
      select distinct buyer_id from orders.purchases where buyer_id = any(${guests})
    `.execute(tx)
    const gone = guests.filter(id => !ordered.some(row => row.buyer_id === id))
    await deleteCarts(tx, gone)
    await deleteBuyerLists(tx, gone)
    await deleteGuests(tx, gone)
    await removeSessions(
      tx,
      rows.map(row => row.token_hash),
    )
  })
  return rows.length
}

export const sessionRetention: Retention = {
  table: 'accounts.sessions',
  what: 'sessions; with the last session of a guest without orders also the guest with cart, addresses, wishes and followed stores',
  days: expiredDays,
  since: 'their expiry',
  time: 'real',
  remove: removeOldSessions,
}
