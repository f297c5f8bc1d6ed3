import { z } from 'zod'
import { policy } from '#platform/policy.ts'

export const processingDaysDefault = policy({
  key: 'catalog.processing_days_default',
  schema: z.int().min(1).max(30),
  default: 3,
  unit: 'working days',
  source: 'R51.3',
  about: 'Processing time of a product whose seller says nothing.',
})

export const processingDaysMax = policy({
  key: 'catalog.processing_days_max',
  schema: z.int().min(1).max(60),
  default: 15,
  unit: 'working days',
  source: 'R51.3',
  about: 'The longest processing time a product may have.',
})

export const picturesMax = policy({
  key: 'catalog.pictures_max',
  schema: z.int().min(1).max(20),
  default: 6,
  unit: 'pictures',
  source: 'R27.2',
  about: 'Main pictures a product may have; the first is its cover.',
})
