import { z } from 'zod'
import { type JobRow, JobSchema, jobFields, pageOfJobs } from '#api/job-view.ts'
import { platformOwner } from '#platform/audit.ts'
import { sql } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import { jobStates } from '#platform/jobs.ts'
import { fromCursor, pageInput, pageOf } from '#platform/json.ts'
import { route } from '#platform/route.ts'

const AnyJobSchema = JobSchema.extend({
  /** Whose it is; null: the market's own. */
  store: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** Why the last attempt failed. */
  error: z.string().nullable(),
}).meta({ id: 'AnyJob' })

type Row = JobRow & { store_name: string | null; error: string | null }

export const opsJobs = {
  listAllJobs: route({
    method: 'GET',
    path: '/api/ops/jobs',
    audience: 'ops',
    summary: 'Exports and other jobs of the marketplace or of all stores, latest first',
    input: z.object({
      of: z.enum(['market', 'stores']).default('market'),
      state: z.enum(jobStates).optional(),
      ...pageInput,
    }),
    output: pageOf(AnyJobSchema),
    refusals: [],
    async handle({ db }, { of, state, after, limit }) {
      const [id] = fromCursor(after, 'uuid') ?? []
      const filters = [
        of === 'market' ? sql`j.owner = ${platformOwner}` : sql`j.owner <> ${platformOwner}`,
        state && sql`j.state = ${state}`,
        id && sql`j.id < ${id}::uuid`,
      ].filter(filter => typeof filter === 'object')
      const { rows } = await sql<Row>`
      select ${jobFields}, j.error, s.name as store_name
      from platform.jobs j left join sellers.stores s on s.store_id = j.owner
      where ${sql.join(filters, sql` and `)} order by j.id desc limit ${limit + 1}
    `.execute(db.read)
      const { items, next } = pageOfJobs(rows, limit, db.clock.now())
      return {
        items: items.map((job, i) => {
          const { owner, store_name, error } = rows[i]!
          return { ...job, error, store: store_name === null ? null : { id: publicId('sto', owner), name: store_name } }
        }),
        next,
      }
    },
  }),
}
