import { isValidBIC, isValidIBAN } from 'ibantools'
import { z } from 'zod'
import type { Scheme } from '#payouts/bank-countries.ts'
import { holderMaxCharacters } from '#payouts/limits.ts'
import { type PolicyReader, policy } from '#platform/policy.ts'

export const payoutFeeMinor = policy({
  key: 'payouts.fee_minor',
  schema: z.int().min(0).max(10_000),
  default: 10,
  unit: 'cents',
  source: 'R70.2',
  about: {
    en: 'What a payout to a bank in the SEPA area costs the store.',
    fr: 'Coût pour la boutique d’un virement vers une banque de l’espace SEPA.',
  },
})

export const payoutFeeInternationalMinor = policy({
  key: 'payouts.fee_international_minor',
  schema: z.int().min(0).max(100_000),
  default: 1_000,
  unit: 'cents',
  source: 'R70.2',
  about: {
    en: 'What a payout to a bank outside the SEPA area costs the store; the platform pays the banks’ charges out of it.',
    fr: 'Coût pour la boutique d’un virement vers une banque hors de l’espace SEPA ; la plateforme en paie les frais bancaires.',
  },
})

export const accountWaitHours = policy({
  key: 'payouts.account_wait_hours',
  schema: z.int().min(0).max(720),
  default: 48,
  unit: 'hours',
  source: 'R74.2',
  about: {
    en: 'How long after a change of bank account the first payout is possible, so that the owner can react to a fraudulent change.',
    fr: 'Délai après un changement de compte bancaire avant le premier virement, pour que le propriétaire puisse réagir à un changement frauduleux.',
  },
})

export const arrivalDays = policy({
  key: 'payouts.arrival_days',
  schema: z.int().min(1).max(20),
  default: 3,
  unit: 'working days',
  source: 'R70.2',
  about: {
    en: 'Maximum time from the request of a payout to its arrival at the store’s bank; this date is shown to stores.',
    fr: 'Délai maximal entre la demande d’un virement et son arrivée à la banque de la boutique ; cette date est indiquée aux boutiques.',
  },
})

export const arrivalDaysInternational = policy({
  key: 'payouts.arrival_days_international',
  schema: z.int().min(1).max(30),
  default: 7,
  unit: 'working days',
  source: 'R70.2',
  about: {
    en: 'The same for a payout to a bank outside the SEPA area.',
    fr: 'Le même délai pour un virement vers une banque hors de l’espace SEPA.',
  },
})

/** What a payout costs the store, in cents, and when it should arrive, in working days. */
export const termsOf = (policy: PolicyReader, scheme: Scheme): { feeMinor: number; arrivalDays: number } =>
  scheme === 'sepa'
    ? { feeMinor: policy(payoutFeeMinor), arrivalDays: policy(arrivalDays) }
    : { feeMinor: policy(payoutFeeInternationalMinor), arrivalDays: policy(arrivalDaysInternational) }

export const debtorName = policy({
  key: 'payouts.debtor_name',
  schema: z
    .string()
    .trim()
    .max(holderMaxCharacters)
    .regex(/[A-Za-z0-9]/, 'nothing that a bank could read'),
  default: 'Fondaco',
  unit: 'name',
  source: 'R70.2',
  about: {
    en: 'Holder of the account payouts are paid from, as registered with the bank.',
    fr: 'Titulaire du compte débité pour les virements, tel qu’enregistré à la banque.',
  },
})

export const debtorIban = policy({
  key: 'payouts.debtor_iban',
  schema: z.string().refine(iban => iban === '' || isValidIBAN(iban), 'not an IBAN, in capitals and without spaces'),
  default: '',
  unit: 'IBAN',
  source: 'R70.2',
  about: {
    en: 'The account payouts are paid from. Until it is set, no batch can be approved.',
    fr: 'Compte débité pour les virements. Tant qu’il n’est pas défini, aucun lot ne peut être approuvé.',
  },
})

export const debtorBic = policy({
  key: 'payouts.debtor_bic',
  schema: z.string().refine(bic => bic === '' || isValidBIC(bic), 'not a BIC'),
  default: '',
  unit: 'BIC',
  source: 'R70.2',
  about: {
    en: 'BIC of that account; optional.',
    fr: 'BIC de ce compte ; facultatif.',
  },
})
