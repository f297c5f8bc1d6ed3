export {
  type Attempt,
  attemptOf,
  attemptsOf,
  moveAttempt,
  openAttempt,
  openAttemptOf,
  type Part,
} from '#payments/attempts.ts'
export { paymentDeadlines } from '#payments/deadlines.ts'
export { isEventSeen, noteEvent } from '#payments/provider-events.ts'
export {
  type Charge,
  type ChargeOutcome,
  type PaymentProvider,
  paymentProvider,
} from '#payments/providers/provider.ts'
export { recentOutcomes } from '#payments/recent-outcomes.across.ts'
export { createRefunds, sendRefund } from '#payments/refunds.ts'
export { paymentRetention } from '#payments/retention.across.ts'
export {
  openAttemptStates,
  type RefundReason,
  type RefundState,
  refundReasons,
  refundStates,
} from '#payments/states.ts'
