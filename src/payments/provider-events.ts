import { wallNow } from '#platform/clock.ts'
import { type Reader, sql } from '#platform/db.ts'
import type { Tx } from '#platform/tx.ts'

/** Whether a webhook's event was handled already. */
export async function isEventSeen(reader: Reader, eventId: string): Promise<boolean> {
  const { rows } = await sql`select 1 from payments.provider_events where event_id = ${eventId}`.execute(reader)
  return rows.length > 0
}

/** Records that an event was handled, afterwards, so that after a crash in between the next copy is handled. */
export async function noteEvent(tx: Tx, eventId: string): Promise<void> {
  await sql`
    insert into payments.provider_events (event_id, received_at) values (${eventId}, ${wallNow()}) on conflict do nothing
  `.execute(tx)
}
