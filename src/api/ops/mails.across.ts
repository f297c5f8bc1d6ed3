import { z } from 'zod'
import { emailMaxCharacters } from '#auth/limits.ts'
import { col, rowOf } from '#platform/columns.ts'
import { sql } from '#platform/db.ts'
import { descending, listOf } from '#platform/list.ts'

/** Links and codes in mails give access to accounts: outside a sandbox only their recipients may read them. */
const body = (from: string) => col.of(z.string(), [from], ([text]: [string], { db }) => (db.sandbox ? text : ''))

export const opsMails = {
  listMails: listOf({
    path: '/api/ops/mails',
    audience: 'ops',
    permission: 'ops.people',
    summary: 'E-mails, latest first; filtered by address or state',
    input: {
      to: z.string().max(emailMaxCharacters).optional(),
      /** Failed mails are also waiting, for another attempt. */
      state: z.enum(['waiting', 'failed', 'sent']).optional(),
    },
    row: rowOf(
      {
        id: col.id('mail', 'm.owner', 'm.id'),
        to: col.text('m.recipient'),
        subject: col.text('m.subject'),
        text: body('m.text'),
        html: body('m.html'),
        queued_at: col.instant('m.queued_at'),
        sent_at: col.nullable(col.instant('m.sent_at')),
        error: col.nullable(col.text('m.error')),
      },
      'Mail',
    ),
    from: sql`platform.mails m`,
    filters: {
      to: to => sql`m.recipient = ${to.trim().toLowerCase()}`,
      state: state =>
        ({
          sent: sql`m.sent_at is not null`,
          waiting: sql`m.sent_at is null`,
          failed: sql`m.sent_at is null and m.attempts > 0`,
        })[state],
    },
    order: descending(['m.id', 'uuid']),
    // the texts contain codes and links that only their recipients may read
    file: { name: 'mails', without: ['text', 'html'] },
  }),
}
