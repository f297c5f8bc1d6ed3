import { z } from 'zod'
import { ApplicationSchema, applicationJson } from '#api/application-view.ts'
import { audit } from '#platform/audit.ts'
import { col, rowOf } from '#platform/columns.ts'
import { command } from '#platform/command.ts'
import { sql } from '#platform/db.ts'
import { FileSchema } from '#platform/http.ts'
import { publicId } from '#platform/ids.ts'
import { single } from '#platform/json.ts'
import { ascending, listOf } from '#platform/list.ts'
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
import { objectionMaxCharacters } from '#sellers/limits.ts'
import { representativeAge } from '#sellers/policy.ts'
import { sellerRefusals } from '#sellers/refusals.ts'
import { type ApplicationField, applicationFields, applicationStates, mismatches } from '#sellers/states.ts'

const refuse = refuser(sellerRefusals)

const id = { application_id: single('app') }

const Reasons = z.partialRecord(
  z.enum(applicationFields as [ApplicationField, ...ApplicationField[]]),
  z.string().trim().min(1).max(objectionMaxCharacters),
)

export const opsApplications = {
  approveApplication: command({
    method: 'POST',
    path: '/api/ops/applications/:application_id/approve',
    audience: 'ops',
    summary: 'Approve an application',
    input: z.object(id),
    refusals: ['application.not_found', 'application.wrong_state'],
    run: (tx, { userId }, { application_id }) => approveApplication(tx, application_id, userId),
    audit: 'application.approve',
    entry: ({ application_id }) => ({ owner: application_id, subject: publicId('app', application_id) }),
  }),

  sendBackApplication: command({
    method: 'POST',
    path: '/api/ops/applications/:application_id/send-back',
    audience: 'ops',
    summary: 'Reject an application or request changes, with reasons by field',
    input: z.object({
      ...id,
      decision: z.enum(['reject', 'request_changes']),
      reasons: Reasons.default({}),
      note: z.string().trim().max(objectionMaxCharacters).default(''),
    }),
    example: { decision: 'reject', note: 'The card is not readable.' },
    refusals: ['application.not_found', 'application.wrong_state', 'application.reason_missing'],
    run: (tx, { userId }, { application_id, decision, ...objections }) =>
      sendBackApplication(tx, application_id, userId, decision, objections),
    audit: ({ decision }) => `application.${decision}`,
    entry: ({ application_id, decision, ...after }) => ({
      owner: application_id,
      subject: publicId('app', application_id),
      after,
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

  listApplications: listOf({
    path: '/api/ops/applications',
    audience: 'ops',
    summary: 'Submitted applications, the longest waiting first',
    input: {
      state: z.enum(applicationStates).exclude(['draft']).default('submitted'),
      country: z
        .string()
        .regex(/^[A-Z]{2}$/)
        .optional(),
    },
    row: rowOf({
      id: col.id('app', 'a.store_id'),
      state: col.oneOf(applicationStates, 'a.state'),
      country: col.text('c.country'),
      company: col.nullable(col.text('c.legal_name')),
      store: col.nullable(col.text('s.name')),
      submitted_at: col.nullable(col.instant('a.submitted_at')),
      /** How often it was handed in. */
      submissions: col.int(
        sql`(select count(*)::int from platform.transitions t where t.owner = a.store_id and t.subject = a.store_id
          and t.machine = 'application' and t.became = 'submitted')`,
      ),
    }),
    from: sql`sellers.applications a join sellers.companies c on c.id = a.company_id
      left join sellers.stores s on s.store_id = a.store_id`,
    filters: {
      state: state => sql`a.state = ${state}`,
      country: country => sql`c.country = ${country}`,
    },
    order: ascending(['a.submitted_at', 'instant'], ['a.store_id', 'uuid']),
    beside: {
      /** How many are in each state, of all countries. */
      output: { counts: z.record(z.string(), z.int()) },
      async read({ db }) {
        const { rows } = await sql<{ state: string; n: number }>`
          select state, count(*)::int as n from sellers.applications where state <> 'draft' group by state
        `.execute(db.read)
        return { counts: Object.fromEntries(rows.map(row => [row.state, row.n])) }
      },
    },
    file: { name: 'applications' },
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
