import { checkoutDeadlines } from '#checkout/index.ts'
import { orderDeadlines } from '#orders/index.ts'
import { paymentDeadlines } from '#payments/index.ts'
import type { DeadlineHandlers } from '#platform/deadlines.ts'

/** What each kind of deadline does when it falls due. */
export const deadlineHandlers: DeadlineHandlers = { ...paymentDeadlines, ...orderDeadlines, ...checkoutDeadlines }
