import { z } from 'zod'
import { subjectsOf } from '#api/ops/subjects.across.ts'
import { sql } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import { cursorOf, fromCursor, InstantSchema, instant, pageInput, pageOf, single } from '#platform/json.ts'
import { route } from '#platform/route.ts'

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

export const opsAudit = {
  listAudit: route({
    method: 'GET',
    path: '/api/ops/audit',
    audience: 'ops',
    summary: 'Audit entries of members and operators, latest first',
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
