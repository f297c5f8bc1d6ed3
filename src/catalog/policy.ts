import { z } from 'zod'
import { processingDaysMost } from '#catalog/limits.ts'
import { policy } from '#platform/policy.ts'

export const processingDaysDefault = policy({
  key: 'catalog.processing_days_default',
  schema: z.int().min(1).max(30),
  default: 3,
  unit: 'working days',
  source: 'R51.3',
  about: {
    en: 'Processing time of a product that does not set its own.',
    fr: 'Délai de préparation d’un produit qui n’en indique pas.',
  },
})

export const processingDaysMax = policy({
  key: 'catalog.processing_days_max',
  schema: z.int().min(1).max(processingDaysMost),
  default: 15,
  unit: 'working days',
  source: 'R51.3',
  about: {
    en: 'The longest processing time a product may have.',
    fr: 'Délai de préparation maximal d’un produit.',
  },
})

export const picturesMax = policy({
  key: 'catalog.pictures_max',
  schema: z.int().min(1).max(20),
  default: 6,
  unit: 'pictures',
  source: 'R27.2',
  about: {
    en: 'Maximum number of photos of a product, besides those of its variants; the first is the cover.',
    fr: 'Nombre maximal de photos d’un produit, hors celles de ses variantes ; la première sert de couverture.',
  },
})
