import { resolveAttempt } from '#checkout/pay-purchase.ts'
import type { DeadlineHandlers } from '#platform/deadlines.ts'

export const checkoutDeadlines: DeadlineHandlers = {
  'checkout.resolve': { alone: (db, buyerId, due) => resolveAttempt(db, buyerId, due.subject) },
}
