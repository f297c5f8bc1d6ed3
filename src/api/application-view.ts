import { z } from 'zod'
import { type Reader, sql } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import { InstantSchema, instant, instantOrNull, oneOf } from '#platform/json.ts'
import { type Application, missingOf } from '#sellers/index.ts'
import {
  type ApplicationField,
  applicationFields,
  applicationStates,
  documentKinds,
  legalForms,
} from '#sellers/states.ts'

const Field = z.enum(applicationFields as [ApplicationField, ...ApplicationField[]])

const Told = z.string().nullable()

const Reasons = z.record(z.string(), z.string())

/** An application, as its applicant and its reviewer see it. */
export const ApplicationSchema = z
  .object({
    id: z.string(),
    store_id: z.string(),
    state: oneOf(applicationStates),
    country: z.string(),
    company_checked: z.boolean(),
    answers: z.object({
      legal_form: z.enum(legalForms).nullable(),
      legal_name: Told,
      latin_name: Told,
      line1: Told,
      postal_code: Told,
      city: Told,
      national_id: Told,
      vat_number: Told,
      register_number: Told,
      phone: Told,
      representative: Told,
      birth_on: Told,
      nationality: Told,
      name: Told,
      slug: Told,
      about: Told,
      email: Told,
      time_zone: Told,
    }),
    documents: z.array(
      z.object({
        id: z.string(),
        kind: z.enum(documentKinds),
        name: z.string(),
        media_type: z.string(),
        bytes: z.int(),
      }),
    ),
    /** Missing before it can be submitted. */
    missing: z.array(Field),
    /** The last review's objections, by field and in general. */
    reasons: Reasons,
    note: z.string(),
    submitted_at: InstantSchema.nullable(),
    history: z.array(
      z.object({
        id: z.string(),
        became: oneOf(applicationStates),
        actor: oneOf(['applicant', 'operator']),
        at: InstantSchema,
        reasons: Reasons,
        note: z.string(),
      }),
    ),
  })
  .meta({ id: 'Application' })

type Step = {
  id: string
  became: (typeof applicationStates)[number]
  actor: 'applicant' | 'operator'
  at: Temporal.Instant
  reasons: Record<string, string>
  note: string
}

export async function applicationJson(
  reader: Reader,
  application: Application,
): Promise<z.input<typeof ApplicationSchema>> {
  const { rows } = await sql<Step>`
    select id, became, actor, at, facts -> 'reasons' as reasons, facts ->> 'note' as note from platform.transitions
    where owner = ${application.storeId} and subject = ${application.storeId} and machine = 'application'
    order by id limit 200
  `.execute(reader)
  return {
    id: publicId('app', application.storeId),
    store_id: publicId('sto', application.storeId),
    state: application.state,
    country: application.country,
    company_checked: application.companyChecked,
    answers: application.answers,
    documents: application.documents.map(document => ({ ...document, id: publicId('doc', document.id) })),
    missing: missingOf(application),
    reasons: application.reasons,
    note: application.note,
    submitted_at: instantOrNull(application.submittedAt),
    history: rows.map(row => ({ ...row, at: instant(row.at) })),
  }
}
