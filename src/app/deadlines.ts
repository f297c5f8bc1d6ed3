import { paymentDeadlineHandlers } from '#checkout/index.ts'
import { orderDeadlineHandlers } from '#orders/index.ts'
import type { DeadlineHandlers } from '#platform/deadlines.ts'

/** What each kind of deadline does when it falls due. */
export const deadlineHandlers: DeadlineHandlers = { ...paymentDeadlineHandlers, ...orderDeadlineHandlers }
