import { settlePurchase } from '#checkout/settle-purchase.ts'
import { isEventSeen, noteEvent, paymentProvider } from '#payments/index.ts'
import type { Db } from '#platform/db.ts'
import { parsePublicId } from '#platform/ids.ts'
import { refuseRequest } from '#platform/refusal.ts'
import { inTx } from '#platform/tx.ts'

/**
 * News from the payment provider: checked by signature, then through the one door. Copies and late ones change nothing;
 * the event is noted after it took effect, so that a crash in between lets the next copy through. Refuses
 * `request.forbidden` for a wrong signature.
 */
export async function receiveWebhook(
  db: Db,
  headers: Readonly<Record<string, string | string[] | undefined>>,
  body: string,
): Promise<void> {
  const event = paymentProvider.of(db).readWebhook(headers, body)
  if (!event) throw refuseRequest('request.forbidden')
  if (event === 'of no concern') return
  const [buyerId, attemptId] = parsePublicId('pay', 2, event.id) ?? []
  if (!buyerId || !attemptId) throw refuseRequest('request.invalid')
  if (await isEventSeen(db.read, event.eventId)) return
  await settlePurchase(db, { buyerId, id: attemptId }, event.outcome, null)
  await inTx(db, 'note provider event', tx => noteEvent(tx, event.eventId))
}
