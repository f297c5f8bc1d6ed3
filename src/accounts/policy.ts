import { z } from 'zod'
import { policy } from '#platform/policy.ts'

export const codeMinutes = policy({
  key: 'accounts.code_minutes',
  schema: z.int().min(1).max(60),
  default: 10,
  unit: 'minutes',
  source: 'R2.6',
  about: 'How long a six-digit code is valid.',
})

export const codeTries = policy({
  key: 'accounts.code_tries',
  schema: z.int().min(1).max(10),
  default: 5,
  unit: 'tries',
  source: 'R2.6',
  about: 'How many wrong attempts a code allows before a new one is needed.',
})

export const codeResendSeconds = policy({
  key: 'accounts.code_resend_seconds',
  schema: z.int().min(10).max(600),
  default: 60,
  unit: 'seconds',
  source: 'R2.6',
  about: 'How long to wait before another code is sent to the same address.',
})

export const codeMailsPerDay = policy({
  key: 'accounts.code_mails_per_day',
  schema: z.int().min(1).max(1000),
  default: 10,
  unit: 'mails',
  source: 'OWASP ASVS 6.6.3',
  about: 'How many six-digit codes may be mailed to one address within 24 hours.',
})

export const codeTriesPerDay = policy({
  key: 'accounts.code_tries_per_day',
  schema: z.int().min(1).max(1000),
  default: 30,
  unit: 'tries',
  source: 'OWASP ASVS 6.6.3',
  about: 'How many wrong codes are accepted for one address within 24 hours, from all networks.',
})

export const networkMailsPerDay = policy({
  key: 'accounts.network_mails_per_day',
  schema: z.int().min(1).max(100_000),
  default: 100,
  unit: 'mails',
  source: 'OWASP ASVS 6.6.3',
  about: 'How many six-digit codes may be requested from one network address within 24 hours.',
})

export const networkTriesPerDay = policy({
  key: 'accounts.network_tries_per_day',
  schema: z.int().min(1).max(100_000),
  default: 100,
  unit: 'tries',
  source: 'OWASP ASVS 6.6.3',
  about: 'How many wrong codes, and how many wrong passwords, are accepted from one network address within 24 hours.',
})

export const linkMailsPerDay = policy({
  key: 'accounts.link_mails_per_day',
  schema: z.int().min(1).max(1000),
  default: 10,
  unit: 'mails',
  source: 'E1',
  about: 'How many links to set a password or to confirm an address may be mailed to one address within 24 hours.',
})

export const passwordTries = policy({
  key: 'accounts.password_tries',
  schema: z.int().min(3).max(100),
  default: 10,
  unit: 'tries',
  source: 'OWASP ASVS 6.3.1',
  about: 'How many wrong passwords are accepted for an address from one network address before that pair is locked.',
})

export const lockMinutes = policy({
  key: 'accounts.lock_minutes',
  schema: z
    .int()
    .min(1)
    .max(24 * 60),
  default: 15,
  unit: 'minutes',
  source: 'OWASP ASVS 6.3.1',
  about: 'The period in which wrong passwords are counted, starting with the first.',
})

export const passwordTriesPerDay = policy({
  key: 'accounts.password_tries_per_day',
  schema: z.int().min(3).max(10_000),
  default: 100,
  unit: 'tries',
  source: 'OWASP ASVS 6.3.1',
  about:
    'How many wrong passwords are accepted for an address within 24 hours, from all networks, before only one a minute is accepted.',
})

export const proofMinutes = policy({
  key: 'accounts.proof_minutes',
  schema: z
    .int()
    .min(1)
    .max(24 * 60),
  default: 15,
  unit: 'minutes',
  source: 'OWASP ASVS 7.5.1',
  about: 'How long a code sent by e-mail counts as proof of identity, for users without password and second factor.',
})

export const sessionDays = policy({
  key: 'accounts.session_days',
  schema: z.int().min(1).max(365),
  default: 30,
  unit: 'calendar days',
  source: 'E1',
  about: 'How long a log-in lasts.',
})

export const recoveryMinutes = policy({
  key: 'accounts.recovery_minutes',
  schema: z
    .int()
    .min(5)
    .max(24 * 60),
  default: 30,
  unit: 'minutes',
  source: 'E1',
  about: 'How long a link to set a new password is valid.',
})

export const invitationDays = policy({
  key: 'accounts.invitation_days',
  schema: z.int().min(1).max(60),
  default: 7,
  unit: 'calendar days',
  source: 'E4',
  about: 'How long an invitation to join a store is valid.',
})

export const invitationsPerDay = policy({
  key: 'accounts.invitations_per_day',
  schema: z.int().min(1).max(1000),
  default: 30,
  unit: 'mails',
  source: 'E4',
  about: 'How many invitations a store may send within 24 hours.',
})

export const addressChangeHours = policy({
  key: 'accounts.address_change_hours',
  schema: z.int().min(1).max(168),
  default: 24,
  unit: 'hours',
  source: 'E1',
  about: 'How long the two links that confirm a new address are valid.',
})

export const expiredDays = policy({
  key: 'accounts.expired_days',
  schema: z.int().min(1).max(365),
  default: 30,
  unit: 'calendar days',
  source: 'GDPR, article 5(1)(e)',
  about:
    'How long an expired log-in, code, link or invitation is kept; with the log-in of a guest who ordered nothing, what the guest had goes too.',
})
