import { z } from 'zod'
import { policy } from '#platform/policy.ts'

export const defaultCountry = policy({
  key: 'markets.default_country',
  schema: z.string().regex(/^[A-Z]{2}$/),
  default: 'FR',
  unit: 'country',
  source: 'R5.2',
  about: {
    en: 'The delivery country of visitors who have not chosen one.',
    fr: 'Pays de livraison des visiteurs qui n’en ont pas choisi.',
  },
})
