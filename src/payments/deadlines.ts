import { declareDeadlines } from '#platform/events.ts'

export const paymentDeadlines = declareDeadlines({
  'payments.resolve': 'The provider is asked how a payment ended, and cancels it if it has not.',
  'payments.send_refund': 'The provider is asked to send a refund; repeated until it has.',
})
