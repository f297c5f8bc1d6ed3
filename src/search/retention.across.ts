import { type Retention, rowsBefore } from '#platform/retention.across.ts'
import { zeroResultDays } from '#search/policy.ts'

export const searchRetention: readonly Retention[] = [
  {
    table: 'search.zero_result_searches',
    what: 'counts of searches without results',
    days: zeroResultDays,
    since: 'the day counted',
    time: 'business',
    remove: rowsBefore('search.zero_result_searches', { day: 'date', term: 'text' }, 'day'),
  },
]
