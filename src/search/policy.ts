import { z } from 'zod'
import { policy } from '#platform/policy.ts'

export const missDays = policy({
  key: 'search.miss_days',
  schema: z.int().min(7).max(730),
  default: 90,
  unit: 'calendar days',
  source: 'E10',
  about: 'How long searches without results are listed.',
})
