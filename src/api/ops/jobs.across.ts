import { z } from 'zod'
import { jobColumns, withNames } from '#api/job-view.ts'
import { platformOwner } from '#platform/audit.ts'
import { col, rowOf } from '#platform/columns.ts'
import { sql } from '#platform/db.ts'
import { jobStates } from '#platform/jobs.ts'
import { descending, listOf } from '#platform/list.ts'

export const opsJobs = {
  listAllJobs: listOf({
    path: '/api/ops/jobs',
    audience: 'ops',
    permission: 'ops.read',
    summary: 'Exports and other jobs of the marketplace or of all stores, latest first',
    input: {
      of: z.enum(['market', 'stores']).default('market'),
      state: z.enum(jobStates).optional(),
    },
    row: rowOf(
      {
        ...jobColumns,
        /** The store it belongs to; null: the marketplace. */
        store: col.nullable(col.group({ id: col.id('sto', 'j.owner'), name: col.text('s.name') })),
        /** Why the last attempt failed. */
        error: col.nullable(col.text('j.error')),
      },
      'JobForOperators',
    ),
    from: sql`platform.jobs j left join sellers.stores s on s.store_id = j.owner`,
    filters: {
      of: of => (of === 'market' ? sql`j.owner = ${platformOwner}` : sql`j.owner <> ${platformOwner}`),
      state: state => sql`j.state = ${state}`,
    },
    order: descending(['j.id', 'uuid']),
    complete: ({ db }, items) => withNames(db.read, items),
  }),
}
