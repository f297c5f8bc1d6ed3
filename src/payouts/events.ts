import { z } from 'zod'
import { declareEvents, type EventType } from '#platform/events.ts'

const payout = { store_id: z.uuid(), payout_id: z.uuid() }

export const payoutEvents = declareEvents({
  'payout.paid': { about: 'The bank says that a payout arrived.', body: payout },
  'payout.returned': { about: 'The bank sent a payout back; it is in the balance again.', body: payout },
  'bank_account.changed': {
    about: 'A store is paid to another bank account from now on.',
    body: { store_id: z.uuid(), account_id: z.uuid() },
  },
})

export type PayoutEvent = EventType<string, (typeof payoutEvents)['payout.paid']['body']>
