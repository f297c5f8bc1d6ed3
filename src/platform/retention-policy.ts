import { z } from 'zod'
import { policy } from '#platform/policy.ts'

export const answerDays = policy({
  key: 'platform.answer_days',
  schema: z.int().min(1).max(90),
  default: 7,
  unit: 'calendar days',
  source: 'performance',
  about: 'How long the answer under an Idempotency-Key is kept: for so long the same request may safely be sent again.',
})

export const deadlineDays = policy({
  key: 'platform.deadline_days',
  schema: z.int().min(1).max(3_650),
  default: 90,
  unit: 'calendar days',
  source: 'performance',
  about: 'How long a deadline is shown to operators after it was acted on.',
})

export const mailDays = policy({
  key: 'platform.mail_days',
  // invitations are limited by the mails of the last 24 hours
  schema: z.int().min(2).max(3_650),
  default: 180,
  unit: 'calendar days',
  source: 'GDPR, article 5(1)(e)',
  about: 'How long operators can see that a mail was sent, and to whom. What it said goes when it is sent.',
})

export const jobFileDays = policy({
  key: 'platform.job_file_days',
  schema: z.int().min(1).max(30),
  default: 7,
  unit: 'calendar days',
  source: 'GDPR, article 5(1)(e)',
  about: 'How long the file that an export made can be downloaded.',
})

export const jobDays = policy({
  key: 'platform.job_days',
  // longer than any file is kept
  schema: z.int().min(31).max(3_650),
  default: 90,
  unit: 'calendar days',
  source: 'performance',
  about: 'How long an export or other job is listed after it ended.',
})
