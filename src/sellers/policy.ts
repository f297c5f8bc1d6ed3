import { z } from 'zod'
import { policy } from '#platform/policy.ts'

export const sellerCountries = policy({
  key: 'sellers.countries',
  schema: z.array(z.string().regex(/^[A-Z]{2}$/)).min(1),
  default: ['ES', 'FR', 'IT', 'TR', 'RU', 'CN'],
  unit: 'countries',
  source: 'R2.1',
  about: {
    en: 'The countries in which a company must be registered for tax to sell here.',
    fr: 'Pays dans l’un desquels une entreprise doit être immatriculée fiscalement pour vendre ici.',
  },
})

export const representativeAge = policy({
  key: 'sellers.representative_age',
  schema: z.int().min(16).max(30),
  default: 18,
  unit: 'years',
  source: 'R2.5',
  about: {
    en: 'Representatives younger than this are flagged for the reviewer.',
    fr: 'Les représentants plus jeunes sont signalés à la personne qui examine la demande.',
  },
})

export const reviewDays = policy({
  key: 'sellers.review_days',
  schema: z.int().min(1).max(30),
  default: 3,
  unit: 'working days',
  source: 'R2.3',
  about: {
    en: 'How long a review of an application may take.',
    fr: 'Délai d’examen d’une candidature.',
  },
})
