import { z } from 'zod'
import { declareEvents } from '#platform/events.ts'

const payment = { buyer_id: z.uuid(), purchase_id: z.uuid(), attempt_id: z.uuid() }

export const paymentEvents = declareEvents({
  'purchase.paid': { about: 'The money of a payment was received.', body: payment },
  'purchase.payment_failed': { about: 'A payment was refused or not confirmed in time.', body: payment },
})
