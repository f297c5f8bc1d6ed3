import { z } from 'zod'
import { policy } from '#platform/policy.ts'

export const zeroResultDays = policy({
  key: 'search.zero_result_days',
  schema: z.int().min(7).max(730),
  default: 90,
  unit: 'calendar days',
  source: 'E10',
  about: {
    en: 'How long searches without results are listed.',
    fr: 'Durée pendant laquelle les recherches sans résultat restent affichées.',
  },
})
