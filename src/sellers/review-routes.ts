import { z } from 'zod'
import { audit } from '#platform/audit.ts'
import { FileSchema } from '#platform/http.ts'
import { publicId, single } from '#platform/json.ts'
import { onceInTx } from '#platform/once.ts'
import { refuser } from '#platform/refusal.ts'
import { route } from '#platform/route.ts'
import { inTx } from '#platform/tx.ts'
import { approveApplication, sendBackApplication } from '#sellers/decide-application.ts'
import { documentBytes, findDocument } from '#sellers/documents.ts'
import { reasonMax } from '#sellers/limits.ts'
import { readApplication } from '#sellers/read-application.ts'
import { sellerRefusals } from '#sellers/refusals.ts'
import { type ApplicationField, applicationFields } from '#sellers/states.ts'

const refuse = refuser(sellerRefusals)
const Done = z.object({ done: z.literal(true) })
const done = { done: true as const }
const id = { application_id: single('app') }
const Reasons = z.partialRecord(
  z.enum(applicationFields as [ApplicationField, ...ApplicationField[]]),
  z.string().trim().min(1).max(reasonMax),
)

export const reviewRoutes = {
  approveApplication: route({
    method: 'POST',
    path: '/api/ops/applications/:application_id/approve',
    audience: 'ops',
    summary: 'Let the store sell',
    input: z.object(id),
    output: Done,
    refusals: ['application.not_found', 'application.wrong_state'],
    handle: ({ db, userId, once }, { application_id }) =>
      onceInTx(db, once, 'approve application', async tx => {
        await approveApplication(tx, application_id, userId)
        const subject = publicId('app', application_id)
        await audit(tx, { owner: application_id, userId, action: 'application.approve', subject })
        return done
      }),
  }),

  sendBackApplication: route({
    method: 'POST',
    path: '/api/ops/applications/:application_id/send-back',
    audience: 'ops',
    summary: 'Reject an application or ask for more, with reasons by field',
    input: z.object({
      ...id,
      decision: z.enum(['reject', 'request_changes']),
      reasons: Reasons.default({}),
      note: z.string().trim().max(reasonMax).default(''),
    }),
    example: { decision: 'reject', note: 'The card is not readable.' },
    output: Done,
    refusals: ['application.not_found', 'application.wrong_state', 'application.reason_missing'],
    handle: ({ db, userId, once }, { application_id, decision, ...objections }) =>
      onceInTx(db, once, 'send back application', async tx => {
        await sendBackApplication(tx, application_id, userId, decision, objections)
        const subject = publicId('app', application_id)
        const action = `application.${decision}`
        await audit(tx, { owner: application_id, userId, action, subject, after: objections })
        return done
      }),
  }),

  readDocument: route({
    method: 'GET',
    path: '/api/ops/applications/:application_id/documents/:document_id',
    audience: 'ops',
    summary: 'A document of an application; that it was read is noted in the audit',
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
}
