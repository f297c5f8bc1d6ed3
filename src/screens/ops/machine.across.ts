import { z } from 'zod'
import { sql } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import {
  cursorOf,
  fromCursor,
  InstantSchema,
  instant,
  instantOrNull,
  pageInput,
  pageOf,
  single,
} from '#platform/json.ts'
import { route } from '#platform/route.ts'
import { subjectsOf } from '#screens/ops/subjects.across.ts'

type DeadlineRow = {
  owner: string
  subject: string
  kind: string
  due_at: Temporal.Instant
  fired_at: Temporal.Instant | null
  attempts: number
  error: string | null
}
type EventRow = {
  id: string
  name: string
  subject: string
  at: Temporal.Instant
  attempts: number
  error: string | null
}
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
type AuditRow = {
  id: string
  owner: string
  action: string
  subject: string
  before: unknown
  after: unknown
  at: Temporal.Instant
  user_id: string
  name: string | null
  store: string | null
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

/** What the machine does by itself: deadlines, events, mails, and who did what. */
export const opsMachineScreens = {
  listDeadlines: route({
    method: 'GET',
    path: '/api/ops/deadlines',
    audience: 'ops',
    summary: 'Deadlines: to come (next first), failed, or fired (latest first)',
    input: z.object({
      which: z.enum(['open', 'failed', 'fired']).default('open'),
      kind: z.string().max(50).optional(),
      ...pageInput,
    }),
    output: pageOf(
      z
        .object({
          kind: z.string(),
          subject: z.string(),
          /** The order it is about, when it is about one. */
          order_id: z.string().nullable(),
          due_at: InstantSchema,
          fired_at: InstantSchema.nullable(),
          attempts: z.int(),
          error: z.string().nullable(),
        })
        .meta({ id: 'Deadline' }),
    ).extend({ waiting_events: z.int() }),
    refusals: [],
    async handle({ db }, { which, kind, after, limit }) {
      const [at, subject] = fromCursor(after, 'instant', 'uuid') ?? []
      const first = which === 'fired' ? sql`desc` : sql`asc`
      const beyond = which === 'fired' ? sql`<` : sql`>`
      const filters = [
        which === 'fired' ? sql`fired_at is not null` : sql`fired_at is null`,
        which === 'failed' ? sql`attempts > 0` : sql`true`,
        ...(kind ? [sql`kind = ${kind}`] : []),
        ...(at && subject ? [sql`(due_at, subject) ${beyond} (${at}::timestamptz, ${subject}::uuid)`] : []),
      ]
      const [found, events] = await Promise.all([
        sql<DeadlineRow>`
          select owner, subject, kind, due_at, fired_at, attempts, error from platform.deadlines
          where ${sql.join(filters, sql` and `)} order by due_at ${first}, subject ${first} limit ${limit + 1}
        `.execute(db.read),
        sql<{ n: number }>`select count(*)::int as n from (select 1 from platform.outbox limit 10000) o`.execute(
          db.read,
        ),
      ])
      const last = found.rows[limit - 1]
      return {
        items: found.rows.slice(0, limit).map(row => ({
          kind: row.kind,
          subject: row.subject,
          order_id: ['orders.pay_by', 'orders.ship_by', 'orders.complete_by'].includes(row.kind)
            ? publicId('ord', row.owner, row.subject)
            : null,
          due_at: instant(row.due_at),
          fired_at: instantOrNull(row.fired_at),
          attempts: row.attempts,
          error: row.error,
        })),
        next: found.rows.length > limit && last ? cursorOf(last.due_at.toString(), last.subject) : null,
        waiting_events: events.rows[0]!.n,
      }
    },
  }),

  listFailedEvents: route({
    method: 'GET',
    path: '/api/ops/events',
    audience: 'ops',
    summary: 'Events that wait for their reactions, oldest first',
    input: z.object({}),
    output: z.object({
      items: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          subject: z.string(),
          at: InstantSchema,
          attempts: z.int(),
          error: z.string().nullable(),
        }),
      ),
    }),
    refusals: [],
    async handle({ db }) {
      const { rows } = await sql<EventRow>`
        select id, name, subject, at, attempts, error from platform.outbox order by id limit 100
      `.execute(db.read)
      return { items: rows.map(row => ({ ...row, at: instant(row.at) })) }
    },
  }),

  listMails: route({
    method: 'GET',
    path: '/api/ops/mails',
    audience: 'ops',
    summary: 'Mails, latest first; to one address, or in one state',
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

  listAudit: route({
    method: 'GET',
    path: '/api/ops/audit',
    audience: 'ops',
    summary: 'What members and operators wrote, latest first',
    input: z.object({
      action: z.string().max(50).optional(),
      store_id: single('sto').optional(),
      /** Id or key of the thing it was done to. */
      subject: z.string().max(200).optional(),
      ...pageInput,
    }),
    output: pageOf(
      z
        .object({
          id: z.string(),
          action: z.string(),
          subject: z.string(),
          /** What that is, where it is a thing with a name. */
          thing: z.object({ id: z.string(), name: z.string() }).nullable(),
          user: z.object({ id: z.string(), name: z.string() }),
          store: z.string().nullable(),
          before: z.unknown(),
          after: z.unknown(),
          at: InstantSchema,
        })
        .meta({ id: 'AuditEntry' }),
    ),
    refusals: [],
    async handle({ db }, { action, store_id, subject, after, limit }) {
      const [id] = fromCursor(after, 'uuid') ?? []
      const filters = [
        action && sql`a.action = ${action}`,
        store_id && sql`a.owner = ${store_id}`,
        subject && sql`a.subject = ${subject}`,
        id && sql`a.id < ${id}::uuid`,
      ].filter(filter => typeof filter === 'object')
      const { rows } = await sql<AuditRow>`
        select a.id, a.owner, a.action, a.subject, a.before, a.after, a.at, a.user_id, u.name, s.name as store
        from platform.audit_entries a left join accounts.users u on u.id = a.user_id
        left join sellers.stores s on s.store_id = a.owner
        where ${sql.join([sql`true`, ...filters], sql` and `)} order by a.id desc limit ${limit + 1}
      `.execute(db.read)
      const last = rows[limit - 1]
      const page = rows.slice(0, limit)
      const things = await subjectsOf(
        db.read,
        page.map(row => row.subject),
      )
      return {
        items: page.map(row => ({
          id: row.id,
          action: row.action,
          subject: row.subject,
          thing: things.get(row.subject) ?? null,
          user: { id: publicId('usr', row.user_id), name: row.name ?? '' },
          store: row.store,
          before: row.before,
          after: row.after,
          at: instant(row.at),
        })),
        next: rows.length > limit && last ? cursorOf(last.id) : null,
      }
    },
  }),
}
