import { providerEventDays } from '#payments/policy.ts'
import { type Retention, rowsBefore } from '#platform/retention.across.ts'

export const paymentRetention: readonly Retention[] = [
  {
    table: 'payments.provider_events',
    what: 'handled events of the payment provider',
    days: providerEventDays,
    since: 'their arrival',
    time: 'real',
    remove: rowsBefore('payments.provider_events', { event_id: 'text' }, 'received_at'),
  },
]
