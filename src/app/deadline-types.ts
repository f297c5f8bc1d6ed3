import { orderDeadlines } from '#orders/deadlines.ts'
import { paymentDeadlines } from '#payments/deadlines.ts'

/** All deadlines there are. */
export const deadlineTypes = { ...paymentDeadlines, ...orderDeadlines }
