import { z } from 'zod'
import { declareEvents } from '#platform/events.ts'

export const checkoutEvents = declareEvents({
  'purchase.placed': {
    about: 'A buyer placed orders; they await payment.',
    body: { buyer_id: z.uuid(), purchase_id: z.uuid() },
  },
})
