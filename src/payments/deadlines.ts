import { declareDeadlines } from '#platform/events.ts'

export const paymentDeadlines = declareDeadlines({
  'payments.resolve': 'The provider is queried for the result of a payment, and cancels it if there is none.',
  'payments.send_refund': 'The provider is asked to send a refund; repeated until it is confirmed.',
})
