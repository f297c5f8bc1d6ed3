export { type Attempt, attemptOf, attemptsOf, moveAttempt, openAttempt, type Part } from '#payments/attempts.ts'
export { isEventSeen, noteEvent } from '#payments/provider-events.ts'
export {
  type Charge,
  type ChargeOutcome,
  type PaymentProvider,
  type ProviderEvent,
  paymentProvider,
} from '#payments/providers/provider.ts'
export { orderRefunds, paymentDeadlines, type RefundOrder } from '#payments/refunds.ts'
export { paymentRetention } from '#payments/retention.across.ts'
export { type AttemptState, attemptStates } from '#payments/states.ts'
