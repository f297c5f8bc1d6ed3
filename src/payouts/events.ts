import { z } from 'zod'
import { declareEvents, type EventType } from '#platform/events.ts'

const payout = { store_id: z.uuid(), payout_id: z.uuid() }

export const payoutEvents = declareEvents({
  'payout.paid': { about: 'A payout was marked as paid by the bank.', body: payout },
  'payout.returned': { about: 'A payout was returned by the bank; it is back in the balance.', body: payout },
  'bank_account.changed': {
    about: 'A store changed its bank account.',
    body: { store_id: z.uuid(), account_id: z.uuid() },
  },
})

export type PayoutEvent = EventType<string, (typeof payoutEvents)['payout.paid']['body']>
