import { z } from 'zod'
import { policy } from '#platform/policy.ts'

export const answerDays = policy({
  key: 'platform.answer_days',
  schema: z.int().min(1).max(90),
  default: 7,
  unit: 'calendar days',
  source: 'database size',
  about: {
    en: 'How long the response to a request with an Idempotency-Key is kept: during this time the same request can safely be repeated.',
    fr: 'Durée de conservation de la réponse à une requête munie d’une Idempotency-Key : pendant ce temps, la même requête peut être répétée sans risque.',
  },
})

export const deadlineDays = policy({
  key: 'platform.deadline_days',
  schema: z.int().min(1).max(3_650),
  default: 90,
  unit: 'calendar days',
  source: 'database size',
  about: {
    en: 'How long a deadline is shown to operators after it was acted on.',
    fr: 'Durée pendant laquelle une échéance reste visible pour les opérateurs après son traitement.',
  },
})

export const mailDays = policy({
  key: 'platform.mail_days',
  // invitations are limited by the mails of the last 24 hours
  schema: z.int().min(2).max(3_650),
  default: 180,
  unit: 'calendar days',
  source: 'GDPR, article 5(1)(e)',
  about: {
    en: 'How long operators can see that an e-mail was sent, and to whom. Its text is deleted when it is sent.',
    fr: 'Durée pendant laquelle les opérateurs voient qu’un e-mail a été envoyé, et à qui. Son texte est supprimé à l’envoi.',
  },
})

export const jobFileDays = policy({
  key: 'platform.job_file_days',
  schema: z.int().min(1).max(30),
  default: 7,
  unit: 'calendar days',
  source: 'GDPR, article 5(1)(e)',
  about: {
    en: 'How long the file of an export can be downloaded.',
    fr: 'Durée pendant laquelle le fichier d’un export peut être téléchargé.',
  },
})

export const jobDays = policy({
  key: 'platform.job_days',
  // longer than any file is kept
  schema: z.int().min(31).max(3_650),
  default: 90,
  unit: 'calendar days',
  source: 'database size',
  about: {
    en: 'How long an export or other job is listed after it ended.',
    fr: 'Durée pendant laquelle un export ou une autre tâche reste dans la liste après sa fin.',
  },
})
