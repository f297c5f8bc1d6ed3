import { z } from 'zod'
import { policy } from '#platform/policy.ts'

export const codeMinutes = policy({
  key: 'accounts.code_minutes',
  schema: z.int().min(1).max(60),
  default: 10,
  unit: 'minutes',
  source: 'R2.6',
  about: {
    en: 'How long a six-digit code is valid.',
    fr: 'Durée de validité d’un code à six chiffres.',
  },
})

export const codeTries = policy({
  key: 'accounts.code_tries',
  schema: z.int().min(1).max(10),
  default: 5,
  unit: 'tries',
  source: 'R2.6',
  about: {
    en: 'How many times a code may be entered wrongly before a new one is needed.',
    fr: 'Nombre de saisies erronées admises avant qu’il faille demander un nouveau code.',
  },
})

export const codeResendSeconds = policy({
  key: 'accounts.code_resend_seconds',
  schema: z.int().min(10).max(600),
  default: 60,
  unit: 'seconds',
  source: 'R2.6',
  about: {
    en: 'How long to wait before another code is sent to the same address.',
    fr: 'Délai avant qu’un autre code soit envoyé à la même adresse.',
  },
})

export const codeMailsPerDay = policy({
  key: 'accounts.code_mails_per_day',
  schema: z.int().min(1).max(1000),
  default: 10,
  unit: 'mails',
  source: 'OWASP ASVS 6.6.3',
  about: {
    en: 'How many six-digit codes may be e-mailed to one address within 24 hours.',
    fr: 'Nombre de codes à six chiffres qui peuvent être envoyés à une adresse en 24 heures.',
  },
})

export const codeTriesPerDay = policy({
  key: 'accounts.code_tries_per_day',
  schema: z.int().min(1).max(1000),
  default: 30,
  unit: 'tries',
  source: 'OWASP ASVS 6.6.3',
  about: {
    en: 'How many wrong codes are allowed for one address within 24 hours, from all networks.',
    fr: 'Nombre de codes erronés admis pour une adresse en 24 heures, tous réseaux confondus.',
  },
})

export const networkMailsPerDay = policy({
  key: 'accounts.network_mails_per_day',
  schema: z.int().min(1).max(100_000),
  default: 100,
  unit: 'mails',
  source: 'OWASP ASVS 6.6.3',
  about: {
    en: 'How many six-digit codes may be requested from one network address within 24 hours.',
    fr: 'Nombre de codes à six chiffres qui peuvent être demandés depuis une adresse réseau en 24 heures.',
  },
})

export const networkTriesPerDay = policy({
  key: 'accounts.network_tries_per_day',
  schema: z.int().min(1).max(100_000),
  default: 100,
  unit: 'tries',
  source: 'OWASP ASVS 6.6.3',
  about: {
    en: 'How many wrong codes, and how many wrong passwords, are allowed from one network address within 24 hours.',
    fr: 'Nombre de codes erronés, et de mots de passe erronés, admis depuis une adresse réseau en 24 heures.',
  },
})

export const linkMailsPerDay = policy({
  key: 'accounts.link_mails_per_day',
  schema: z.int().min(1).max(1000),
  default: 10,
  unit: 'mails',
  source: 'E1',
  about: {
    en: 'How many links to set a password or to confirm an address may be e-mailed to one address within 24 hours.',
    fr: 'Nombre de liens, pour choisir un mot de passe ou confirmer une adresse, qui peuvent être envoyés à une adresse en 24 heures.',
  },
})

export const passwordTries = policy({
  key: 'accounts.password_tries',
  schema: z.int().min(3).max(100),
  default: 10,
  unit: 'tries',
  source: 'OWASP ASVS 6.3.1',
  about: {
    en: 'How many wrong passwords are allowed for an address from one network address before that pair is locked.',
    fr: 'Nombre de mots de passe erronés admis pour une adresse depuis une adresse réseau avant le blocage de cette combinaison.',
  },
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
  about: {
    en: 'The period in which wrong passwords are counted, starting with the first.',
    fr: 'Période pendant laquelle les mots de passe erronés sont comptés, à partir du premier.',
  },
})

export const passwordTriesPerDay = policy({
  key: 'accounts.password_tries_per_day',
  schema: z.int().min(3).max(10_000),
  default: 100,
  unit: 'tries',
  source: 'OWASP ASVS 6.3.1',
  about: {
    en: 'How many wrong passwords are allowed for an address within 24 hours, from all networks, before only one attempt a minute is allowed.',
    fr: 'Nombre de mots de passe erronés admis pour une adresse en 24 heures, tous réseaux confondus, avant qu’une seule tentative par minute soit admise.',
  },
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
  about: {
    en: 'How long a code sent by e-mail counts as proof of identity, for users with neither a password nor two-factor authentication.',
    fr: 'Durée pendant laquelle un code envoyé par e-mail prouve l’identité, pour les comptes sans mot de passe ni authentification à deux facteurs.',
  },
})

export const confirmationMinutes = policy({
  key: 'accounts.confirmation_minutes',
  schema: z
    .int()
    .min(1)
    .max(24 * 60),
  default: 30,
  unit: 'minutes',
  source: 'OWASP ASVS 7.5.3',
  about: {
    en: 'How long an operator who has given their second factor can take decisions that cannot be undone before it is asked for again.',
    fr: 'Durée pendant laquelle un opérateur qui a donné son second facteur peut prendre des décisions irréversibles avant qu’il lui soit redemandé.',
  },
})

export const sessionDays = policy({
  key: 'accounts.session_days',
  schema: z.int().min(1).max(365),
  default: 30,
  unit: 'calendar days',
  source: 'E1',
  about: {
    en: 'How long a log-in lasts.',
    fr: 'Durée d’une connexion.',
  },
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
  about: {
    en: 'How long a link to set a new password is valid.',
    fr: 'Durée de validité d’un lien pour choisir un nouveau mot de passe.',
  },
})

export const invitationDays = policy({
  key: 'accounts.invitation_days',
  schema: z.int().min(1).max(60),
  default: 7,
  unit: 'calendar days',
  source: 'E4',
  about: {
    en: 'How long an invitation to join a store is valid.',
    fr: 'Durée de validité d’une invitation à rejoindre une boutique.',
  },
})

export const invitationsPerDay = policy({
  key: 'accounts.invitations_per_day',
  schema: z.int().min(1).max(1000),
  default: 30,
  unit: 'mails',
  source: 'E4',
  about: {
    en: 'How many invitations a store may send within 24 hours.',
    fr: 'Nombre d’invitations qu’une boutique peut envoyer en 24 heures.',
  },
})

export const addressChangeHours = policy({
  key: 'accounts.address_change_hours',
  schema: z.int().min(1).max(168),
  default: 24,
  unit: 'hours',
  source: 'E1',
  about: {
    en: 'How long the two links that confirm a new address are valid.',
    fr: 'Durée de validité des deux liens qui confirment une nouvelle adresse.',
  },
})

export const expiredDays = policy({
  key: 'accounts.expired_days',
  schema: z.int().min(1).max(365),
  default: 30,
  unit: 'calendar days',
  source: 'GDPR, article 5(1)(e)',
  about: {
    en: 'How long an expired log-in, code, link or invitation is kept. The data of a guest without orders are deleted with the guest’s log-in.',
    fr: 'Durée de conservation d’une connexion, d’un code, d’un lien ou d’une invitation après expiration. Les données d’un invité sans commande sont supprimées avec sa connexion.',
  },
})
