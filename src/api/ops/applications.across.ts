import { z } from 'zod'
import { ApplicationSchema, applicationJson } from '#api/application-view.ts'
import { Reason } from '#api/ops/reason.ts'
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
  findMismatches,
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
    permission: 'ops.applications',
    confirmed: true,
    summary: 'Approve an application; with a reason, and every document opened, when inconsistencies were found in it',
    input: z.object({ ...id, reason: Reason.nullable().default(null) }),
    example: { reason: 'The company confirmed its details by telephone.' },
    refusals: [
      'application.not_found',
      'application.wrong_state',
      'application.reason_needed',
      'application.documents_unopened',
    ],
    run: (tx, { userId }, { application_id, reason }) => approveApplication(tx, application_id, userId, reason),
    audit: 'application.approve',
    entry: ({ application_id, reason }) => ({
      owner: application_id,
      subject: publicId('app', application_id),
      ...(reason && { after: { reason } }),
    }),
  }),

  sendBackApplication: command({
    method: 'POST',
    path: '/api/ops/applications/:application_id/send-back',
    audience: 'ops',
    permission: 'ops.applications',
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
    permission: 'ops.applications',
    summary: 'A document of an application; each download is recorded in the audit log',
    download: '*/*',
    input: z.object({ ...id, document_id: single('doc') }),
    output: FileSchema,
    refusals: ['application.not_found', 'document.not_found'],
    async handle({ db, userId }, { application_id, document_id }) {
      const application = await readApplication(db.read, application_id)
      if (!application?.submittedAt) throw refuse('application.not_found')
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
    permission: 'ops.applications',
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
    permission: 'ops.applications',
    summary: 'An application, with the inconsistencies found in it',
    input: z.object({ application_id: single('app') }),
    output: ApplicationSchema.extend({
      applicant: z.object({ name: z.string(), email: z.string() }),
      mismatches: z.array(z.enum(mismatches)),
      /** Other companies that gave the same national number. */
      same_number: z.array(z.string()),
      /** The documents that the caller has opened. */
      opened: z.array(z.string()),
    }).meta({ id: 'ReviewedApplication' }),
    refusals: ['application.not_found'],
    async handle({ db, userId }, { application_id }) {
      const application = await readApplication(db.read, application_id)
      if (!application?.submittedAt) throw refuse('application.not_found')
      const now = db.clock.now()
      const age = db.policy.at(now)(representativeAge)
      const [{ rows }, { mismatches, sameNumber }, opened] = await Promise.all([
        sql<{ name: string; email: string }>`
          select u.name, e.email from accounts.users u join accounts.emails e on e.user_id = u.id
          where u.id = ${application.userId} limit 1
        `.execute(db.read),
        findMismatches(db.read, application, { now, age }),
        sql<{ subject: string }>`
          select distinct subject from platform.audit_entries
          where owner = ${application_id} and action = 'document.read' and user_id = ${userId}
        `.execute(db.read),
      ])
      return {
        ...(await applicationJson(db.read, application)),
        applicant: rows[0]!,
        same_number: sameNumber,
        mismatches,
        opened: opened.rows.map(({ subject }) => subject),
      }
    },
  }),
}
