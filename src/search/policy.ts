import { z } from 'zod'
import { policy } from '#platform/policy.ts'

export const zeroResultDays = policy({
  key: 'search.zero_result_days',
  schema: z.int().min(7).max(730),
  default: 90,
  unit: 'calendar days',
  source: 'E10',
  about: 'How long searches without results are listed.',
})
