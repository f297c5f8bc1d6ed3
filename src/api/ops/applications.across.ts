import { z } from 'zod'
import { ApplicationSchema, applicationJson } from '#api/application-view.ts'
import { audit } from '#platform/audit.ts'
import { sql } from '#platform/db.ts'
import { FileSchema } from '#platform/http.ts'
import { publicId } from '#platform/ids.ts'
import {
  cursorOf,
  fromCursor,
  InstantSchema,
  instant,
  instantOrNull,
  OkSchema,
  ok,
  pageInput,
  pageOf,
  single,
} from '#platform/json.ts'
import { onceInTx } from '#platform/once.ts'
import { refuser } from '#platform/refusal.ts'
import { route } from '#platform/route.ts'
import { inTx } from '#platform/tx.ts'
import {
  approveApplication,
  documentBytes,
  findDocument,
  mismatchesOf,
  readApplication,
  sendBackApplication,
} from '#sellers/index.ts'
import { reasonMax } from '#sellers/limits.ts'
import { representativeAge } from '#sellers/policy.ts'
import { sellerRefusals } from '#sellers/refusals.ts'
import { type ApplicationField, applicationFields, applicationStates, mismatches } from '#sellers/states.ts'

const refuse = refuser(sellerRefusals)

const id = { application_id: single('app') }

const Reasons = z.partialRecord(
  z.enum(applicationFields as [ApplicationField, ...ApplicationField[]]),
  z.string().trim().min(1).max(reasonMax),
)

const RowSchema = z.object({
  id: z.string(),
  state: z.enum(applicationStates),
  country: z.string(),
  company: z.string().nullable(),
  store: z.string().nullable(),
  submitted_at: InstantSchema.nullable(),
  /** How often it was handed in. */
  submissions: z.int(),
})

type Row = {
  store_id: string
  state: (typeof applicationStates)[number]
  country: string
  company: string | null
  store: string | null
  submitted_at: Temporal.Instant
  submissions: number
}

export const opsApplications = {
  approveApplication: route({
    method: 'POST',
    path: '/api/ops/applications/:application_id/approve',
    audience: 'ops',
    summary: 'Approve an application',
    input: z.object(id),
    output: OkSchema,
    refusals: ['application.not_found', 'application.wrong_state'],
    handle: ({ db, userId, once }, { application_id }) =>
      onceInTx(db, once, 'approve application', async tx => {
        await approveApplication(tx, application_id, userId)
        const subject = publicId('app', application_id)
        await audit(tx, { owner: application_id, userId, action: 'application.approve', subject })
        return ok
      }),
  }),

  sendBackApplication: route({
    method: 'POST',
    path: '/api/ops/applications/:application_id/send-back',
    audience: 'ops',
    summary: 'Reject an application or request changes, with reasons by field',
    input: z.object({
      ...id,
      decision: z.enum(['reject', 'request_changes']),
      reasons: Reasons.default({}),
      note: z.string().trim().max(reasonMax).default(''),
    }),
    example: { decision: 'reject', note: 'The card is not readable.' },
    output: OkSchema,
    refusals: ['application.not_found', 'application.wrong_state', 'application.reason_missing'],
    handle: ({ db, userId, once }, { application_id, decision, ...objections }) =>
      onceInTx(db, once, 'send back application', async tx => {
        await sendBackApplication(tx, application_id, userId, decision, objections)
        const subject = publicId('app', application_id)
        const action = `application.${decision}`
        await audit(tx, { owner: application_id, userId, action, subject, after: objections })
        return ok
      }),
  }),

  readDocument: route({
    method: 'GET',
    path: '/api/ops/applications/:application_id/documents/:document_id',
    audience: 'ops',
    summary: 'A document of an application; each download is recorded in the audit log',
    download: '*/*',
    input: z.object({ ...id, document_id: single('doc') }),
    output: FileSchema,
    refusals: ['application.not_found', 'document.not_found'],
    async handle({ db, userId }, { application_id, document_id }) {
      const application = await readApplication(db.read, application_id)
      if (!application) throw refuse('application.not_found')
      const { companyId } = application
      const { kind, mediaType } = await findDocument(db.read, companyId, document_id)
      const bytes = await documentBytes(db, companyId, document_id)
      await inTx(db, 'read document', tx =>
        audit(tx, {
          owner: application_id,
          userId,
          action: 'document.read',
          subject: publicId('doc', document_id),
          after: { kind },
        }),
      )
      return { name: kind, bytes, inline: mediaType }
    },
  }),

  listApplications: route({
    method: 'GET',
    path: '/api/ops/applications',
    audience: 'ops',
    summary: 'Submitted applications, the longest waiting first',
    input: z.object({
      ...pageInput,
      state: z.enum(applicationStates).exclude(['draft']).default('submitted'),
      country: z
        .string()
        .regex(/^[A-Z]{2}$/)
        .optional(),
    }),
    output: pageOf(RowSchema).extend({
      /** How many are in each state, of all countries. */
      counts: z.record(z.string(), z.int()),
    }),
    refusals: [],
    async handle({ db }, { after, limit, state, country }) {
      const [at, id] = fromCursor(after, 'instant', 'uuid') ?? [null, null]
      const [{ rows }, counted] = await Promise.all([
        sql<Row>`
          select a.store_id, a.state, c.country, c.legal_name as company, s.name as store, a.submitted_at,
            (select count(*)::int from platform.transitions t
              where t.owner = a.store_id and t.subject = a.store_id and t.machine = 'application' and t.became = 'submitted') as submissions
          from sellers.applications a join sellers.companies c on c.id = a.company_id
          left join sellers.stores s on s.store_id = a.store_id
          where a.state = ${state} and (${country ?? null}::text is null or c.country = ${country ?? null})
            and (${at}::timestamptz is null or (a.submitted_at, a.store_id) > (${at}::timestamptz, ${id}::uuid))
          order by a.submitted_at, a.store_id limit ${limit + 1}
        `.execute(db.read),
        sql<{ state: string; n: number }>`
          select state, count(*)::int as n from sellers.applications where state <> 'draft' group by state
        `.execute(db.read),
      ])
      const page = rows.slice(0, limit)
      const last = page.at(-1)
      return {
        items: page.map(({ store_id, ...row }) => ({
          ...row,
          id: publicId('app', store_id),
          submitted_at: instantOrNull(row.submitted_at),
        })),
        next: rows.length > limit && last ? cursorOf(instant(last.submitted_at), last.store_id) : null,
        counts: Object.fromEntries(counted.rows.map(row => [row.state, row.n])),
      }
    },
  }),

  reviewApplication: route({
    method: 'GET',
    path: '/api/ops/applications/:application_id',
    audience: 'ops',
    summary: 'An application, with the inconsistencies found in it',
    input: z.object({ application_id: single('app') }),
    output: ApplicationSchema.extend({
      applicant: z.object({ name: z.string(), email: z.string() }),
      mismatches: z.array(z.enum(mismatches)),
      /** Other companies that gave the same national number. */
      same_number: z.array(z.string()),
    }).meta({ id: 'ReviewedApplication' }),
    refusals: ['application.not_found'],
    async handle({ db }, { application_id }) {
      const application = await readApplication(db.read, application_id)
      if (!application) throw refuse('application.not_found')
      const { companyId, country, answers, userId } = application
      const { rows } = await sql<{ name: string; email: string; same_number: string[]; documentUsed: boolean }>`
        select u.name, e.email,
          array(select coalesce(o.legal_name, '?') from sellers.companies o
            where o.country = ${country} and o.national_id = ${answers.national_id} and o.id <> ${companyId}
            order by o.created_at limit 5) as same_number,
          exists (select 1 from sellers.documents d join sellers.documents o on o.sha256 = d.sha256
            where d.company_id = ${companyId} and o.company_id <> ${companyId}) as "documentUsed"
        from accounts.users u join accounts.emails e on e.user_id = u.id where u.id = ${userId} limit 1
      `.execute(db.read)
      const { name, email, same_number, documentUsed } = rows[0]!
      const now = db.clock.now()
      return {
        ...(await applicationJson(db.read, application)),
        applicant: { name, email },
        same_number,
        mismatches: mismatchesOf(country, answers, {
          today: now.toZonedDateTimeISO('UTC').toPlainDate(),
          age: db.policy.at(now)(representativeAge),
          nationalIdUsed: same_number.length > 0,
          documentUsed,
        }),
      }
    },
  }),
}
