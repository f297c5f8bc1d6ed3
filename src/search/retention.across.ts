import { type Retention, rowsBefore } from '#platform/retention.across.ts'
import { missDays } from '#search/policy.ts'

export const searchRetention: readonly Retention[] = [
  {
    table: 'search.misses',
    what: 'searches that found nothing, counted by day',
    days: missDays,
    since: 'that day',
    time: 'business',
    remove: rowsBefore('search.misses', { day: 'date', term: 'text' }, 'day'),
  },
]
