import { machine, statesBefore, statesOf } from '#platform/machine.ts'

/** A store's application to sell (R2.3). A rejected application can be corrected and submitted again. */
export const applicationMachine = machine({
  name: 'application',
  states: {
    draft: { about: 'The applicant fills it in.' },
    submitted: { about: 'An operator reviews it.' },
    changes_requested: { about: 'The applicant makes the changes the review requested.' },
    rejected: { about: 'The review rejected it, with reasons; it can be corrected.' },
    approved: { about: 'The store can sell.', end: true },
  },
  transitions: {
    start: { from: ['none'], to: 'draft', by: 'applicant' },
    submit: {
      from: ['draft', 'changes_requested', 'rejected'],
      to: 'submitted',
      by: 'applicant',
      emits: 'application.submitted',
    },
    request_changes: {
      from: ['submitted'],
      to: 'changes_requested',
      by: 'operator',
      emits: 'application.changes_requested',
    },
    reject: { from: ['submitted'], to: 'rejected', by: 'operator', emits: 'application.rejected' },
    approve: { from: ['submitted'], to: 'approved', by: 'operator', emits: 'application.approved' },
  },
})

export const applicationStates = statesOf(applicationMachine)
export type ApplicationState = (typeof applicationStates)[number]
export type ApplicationTransition = keyof typeof applicationMachine.transitions

/** The states in which the applicant may change it. */
export const editableStates: readonly ApplicationState[] = statesBefore(applicationMachine, 'submit')

export const legalForms = ['company', 'sole_trader'] as const
export type LegalForm = (typeof legalForms)[number]

export const documentKinds = ['tax_card', 'id_document', 'register_extract', 'other'] as const
export type DocumentKind = (typeof documentKinds)[number]

/** The fields of each step, in order; a review refers to them by name. */
export const steps = {
  company: [
    'legal_form',
    'legal_name',
    'latin_name',
    'line1',
    'postal_code',
    'city',
    'national_id',
    'vat_number',
    'register_number',
    'phone',
  ],
  representative: ['representative', 'birth_on', 'nationality'],
  documents: documentKinds,
  store: ['name', 'slug', 'about', 'email', 'time_zone'],
} as const
export type Step = keyof typeof steps
export const stepNames = Object.keys(steps) as Step[]
export type ApplicationField = (typeof steps)[Step][number]
export const applicationFields: readonly ApplicationField[] = stepNames.flatMap(step => [...steps[step]])

/**
 * Optional fields: not everybody has a VAT number, a Latin name goes with a name in another script, and only two
 * documents are always required.
 */
export const optionalFields: readonly ApplicationField[] = [
  'latin_name',
  'vat_number',
  'about',
  'register_extract',
  'other',
]

/** The kind of national number by country and legal form; `other` where we have no rule. */
const nationalIds = {
  ES: { company: 'cif', sole_trader: 'dni_nie' },
  FR: { company: 'siren', sole_trader: 'siren' },
  IT: { company: 'partita_iva', sole_trader: 'codice_fiscale' },
  TR: { company: 'vkn', sole_trader: 'tc_kimlik' },
  RU: { company: 'inn_company', sole_trader: 'inn_person' },
  CN: { company: 'uscc', sole_trader: 'uscc' },
} as const
export type NationalIdKind = (typeof nationalIds)[keyof typeof nationalIds][LegalForm] | 'other'

export const nationalIdKind = (country: string, form: LegalForm): NationalIdKind =>
  country in nationalIds ? nationalIds[country as keyof typeof nationalIds][form] : 'other'

/** What a reviewer should check closely. */
export const mismatches = [
  'vat_country',
  'vat_other_number',
  'birth_date_in_id',
  'under_age',
  'register_other_number',
  'national_id_used',
  'document_used',
] as const
export type Mismatch = (typeof mismatches)[number]

/** Details that were checked when the store was approved; a change is requested and decided by operators. */
export const checkedDetails = [
  'name',
  'legal_name',
  'latin_name',
  'line1',
  'postal_code',
  'city',
  'vat_number',
  'register_number',
] as const
export type CheckedDetail = (typeof checkedDetails)[number]
export type Details = Readonly<Partial<Record<CheckedDetail, string | null>>>
