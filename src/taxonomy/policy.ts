import { z } from 'zod'
import { policy } from '#platform/policy.ts'

export const rateMinBps = policy({
  key: 'taxonomy.rate_min_bps',
  schema: z.int().min(0).max(10_000),
  default: 500,
  unit: 'bps',
  source: 'R3.1',
  about: {
    en: 'The lowest commission that can be set for a category.',
    fr: 'Commission la plus basse qui peut être fixée pour une catégorie.',
  },
})

export const rateMaxBps = policy({
  key: 'taxonomy.rate_max_bps',
  schema: z.int().min(0).max(10_000),
  default: 800,
  unit: 'bps',
  source: 'R3.1',
  about: {
    en: 'The highest commission that can be set for a category.',
    fr: 'Commission la plus élevée qui peut être fixée pour une catégorie.',
  },
})
