import { resolveAttempt } from '#checkout/pay-purchase.ts'
import { type paymentDeadlines, sendRefund } from '#payments/index.ts'
import type { HandlersOf } from '#platform/deadlines.ts'

/** The outcome of a payment changes its orders, so the deadlines of payments are handled here. */
export const paymentDeadlineHandlers: HandlersOf<typeof paymentDeadlines> = {
  'payments.resolve': { alone: (db, buyerId, due) => resolveAttempt(db, buyerId, due.subject) },
  'payments.send_refund': { alone: (db, storeId, due) => sendRefund(db, storeId, due.subject) },
}
