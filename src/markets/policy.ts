import { z } from 'zod'
import { policy } from '#platform/policy.ts'

export const defaultCountry = policy({
  key: 'markets.default_country',
  schema: z.string().regex(/^[A-Z]{2}$/),
  default: 'FR',
  unit: 'country',
  source: 'R5.2',
  about: 'Where a visitor is taken to be who has not said where things shall go.',
})
