import { settlePurchase } from '#checkout/settle-purchase.ts'
import { isEventSeen, noteEvent, paymentProvider } from '#payments/index.ts'
import type { Db } from '#platform/db.ts'
import { parsePublicId } from '#platform/ids.ts'
import { refuseRequest } from '#platform/refusal.ts'
import { inTx } from '#platform/tx.ts'

/**
 * Takes an event of the payment provider: checks its signature, then calls `settlePurchase`. Copies and late events
 * change nothing;
 * the event is noted after it took effect, so that a crash in between lets the next copy through. Refuses
 * `request.forbidden` for a wrong signature, and `request.invalid` for what is signed and malformed, or of a state that
 * this release does not know: not noted, so that its next copy is looked at again.
 */
export async function receiveWebhook(
  db: Db,
  headers: Readonly<Record<string, string | string[] | undefined>>,
  body: string,
): Promise<void> {
  const event = paymentProvider.of(db).readWebhook(headers, body)
  if (!event) throw refuseRequest('request.forbidden')
  if ('kind' in event) {
    if (event.kind === 'ignored') return
    throw refuseRequest('request.invalid')
  }
  const [buyerId, attemptId] = parsePublicId('pay', 2, event.id) ?? []
  if (!buyerId || !attemptId) throw refuseRequest('request.invalid')
  if (await isEventSeen(db.read, event.eventId)) return
  await settlePurchase(db, { buyerId, id: attemptId }, event.outcome, null)
  await inTx(db, 'note provider event', tx => noteEvent(tx, event.eventId))
}
