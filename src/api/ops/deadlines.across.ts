import { z } from 'zod'
import { sql } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import { cursorOf, fromCursor, InstantSchema, instant, instantOrNull, pageInput, pageOf } from '#platform/json.ts'
import { route } from '#platform/route.ts'

type DeadlineRow = {
  owner: string
  subject: string
  kind: string
  due_at: Temporal.Instant
  fired_at: Temporal.Instant | null
  attempts: number
  error: string | null
}

export const opsDeadlines = {
  listDeadlines: route({
    method: 'GET',
    path: '/api/ops/deadlines',
    audience: 'ops',
    summary: 'Deadlines: upcoming (next first), failed, or fired (latest first)',
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
}
