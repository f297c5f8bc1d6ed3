import { z } from 'zod'
import { sql } from '#platform/db.ts'
import { InstantSchema, instant } from '#platform/json.ts'
import { route } from '#platform/route.ts'

type EventRow = {
  id: string
  name: string
  subject: string
  at: Temporal.Instant
  attempts: number
  error: string | null
}

export const opsEvents = {
  listFailedEvents: route({
    method: 'GET',
    path: '/api/ops/events',
    audience: 'ops',
    permission: 'ops.read',
    summary: 'Events waiting to be processed, oldest first',
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
}
