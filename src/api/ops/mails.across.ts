import { z } from 'zod'
import { sql } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import { cursorOf, fromCursor, InstantSchema, instant, instantOrNull, pageInput, pageOf } from '#platform/json.ts'
import { route } from '#platform/route.ts'

type MailRow = {
  owner: string
  id: string
  recipient: string
  subject: string
  text: string
  html: string
  queued_at: Temporal.Instant
  sent_at: Temporal.Instant | null
  error: string | null
}

const MailSchema = z
  .object({
    id: z.string(),
    to: z.string(),
    subject: z.string(),
    text: z.string(),
    html: z.string(),
    queued_at: InstantSchema,
    sent_at: InstantSchema.nullable(),
    error: z.string().nullable(),
  })
  .meta({ id: 'Mail' })

export const opsMails = {
  listMails: route({
    method: 'GET',
    path: '/api/ops/mails',
    audience: 'ops',
    summary: 'E-mails, latest first; filtered by address or state',
    input: z.object({
      to: z.string().max(254).optional(),
      /** Failed ones wait too, for another try. */
      state: z.enum(['waiting', 'failed', 'sent']).optional(),
      ...pageInput,
    }),
    output: pageOf(MailSchema),
    refusals: [],
    async handle({ db }, { to, state, after, limit }) {
      const [id] = fromCursor(after, 'uuid') ?? []
      const filters = [
        to && sql`recipient = ${to.trim().toLowerCase()}`,
        state && (state === 'sent' ? sql`sent_at is not null` : sql`sent_at is null`),
        state === 'failed' && sql`attempts > 0`,
        id && sql`id < ${id}::uuid`,
      ].filter(filter => typeof filter === 'object')
      const { rows } = await sql<MailRow>`
        select owner, id, recipient, subject, text, html, queued_at, sent_at, error from platform.mails
        where ${sql.join([sql`true`, ...filters], sql` and `)} order by id desc limit ${limit + 1}
      `.execute(db.read)
      const last = rows[limit - 1]
      return {
        items: rows.slice(0, limit).map(row => ({
          id: publicId('mail', row.owner, row.id),
          to: row.recipient,
          subject: row.subject,
          // links and codes in them open accounts: outside a sandbox they are their readers' alone
          text: db.sandbox ? row.text : '',
          html: db.sandbox ? row.html : '',
          queued_at: instant(row.queued_at),
          sent_at: instantOrNull(row.sent_at),
          error: row.error,
        })),
        next: rows.length > limit && last ? cursorOf(last.id) : null,
      }
    },
  }),
}
