import { z } from 'zod'
import { type JobJson, job, readJobs, withNames } from '#api/job-view.ts'
import { jobKinds } from '#app/jobs.ts'
import { platformOwner } from '#platform/audit.ts'
import { command } from '#platform/command.ts'
import { sql } from '#platform/db.ts'
import { FileSchema } from '#platform/http.ts'
import { publicId } from '#platform/ids.ts'
import { takeResult } from '#platform/job-files.ts'
import { cancelJob, type JobKey, jobRefusals, retryJob } from '#platform/jobs.ts'
import { idInput } from '#platform/json.ts'
import { descending, listOf } from '#platform/list.ts'
import { refuser } from '#platform/refusal.ts'
import { type Principal, route } from '#platform/route.ts'
import type { Tx } from '#platform/tx.ts'

const refuse = refuser(jobRefusals)

const JobId = idInput('job').transform(([owner, id]): JobKey => ({ owner: owner!, id: id! }))
const Changed = z.object({ id: z.string() })
const jobJson = ({ owner, id }: JobKey) => ({ id: publicId('job', owner, id) })
const Mine = z.object({ items: z.array(job.schema), running: z.int() })

/** Kinds whose jobs this member may see: those whose permission they have. */
const kindsOf = (principal: Principal | null): string[] =>
  [...jobKinds.values()]
    .filter(
      ({ audience, permission }) => audience === 'seller' && (!permission || principal!.permissions.has(permission)),
    )
    .map(({ kind }) => kind)

const opsKinds = [...jobKinds.values()].filter(({ audience }) => audience === 'ops').map(({ kind }) => kind)

/** So many of one's own stand under the bell. */
const mineMax = 5

const jobsOf = (items: JobJson[]) => ({
  items,
  running: items.filter(job => job.state === 'queued' || job.state === 'running').length,
})

const octets = 'application/octet-stream'

const changes = {
  cancel: { change: cancelJob, refusals: ['job.not_found', 'job.ended'] },
  retry: { change: retryJob, refusals: ['job.not_found', 'job.not_failed', 'job.expired'] },
} as const

/** What canceling and retrying share for members and operators; the verb records `job.cancel` or `job.retry`. */
const changed = (verb: keyof typeof changes) => ({
  input: z.object({ job_id: JobId }),
  output: Changed,
  refusals: changes[verb].refusals,
  audit: { none: `${verb}Job records \`job.${verb}\`` },
  answer: jobJson,
})

const memberChange = (verb: keyof typeof changes, summary: string) =>
  command({
    method: 'POST',
    path: `/api/seller/jobs/:job_id/${verb}`,
    audience: 'seller',
    summary,
    ...changed(verb),
    async run(tx, { storeId, principal, userId }, { job_id }) {
      await mustSee(tx, storeId, principal, job_id)
      await changes[verb].change(tx, job_id, userId)
      return job_id
    },
  })

const operatorChange = (verb: keyof typeof changes, summary: string) =>
  command({
    method: 'POST',
    path: `/api/ops/jobs/:job_id/${verb}`,
    audience: 'ops',
    permission: 'ops.orders',
    summary,
    ...changed(verb),
    async run(tx, { userId }, { job_id }) {
      await changes[verb].change(tx, job_id, userId)
      return job_id
    },
  })

/** What members and operators do with the jobs they asked for. */
export const jobRoutes = {
  listJobs: listOf({
    path: '/api/seller/jobs',
    audience: 'seller',
    summary: 'The store’s exports and other jobs that the member may see, latest first',
    input: {},
    row: job,
    owner: 'j.owner',
    from: sql`platform.jobs j`,
    where: (_, { principal }) => sql`j.kind = any(${kindsOf(principal)})`,
    order: descending(['j.id', 'uuid']),
    complete: ({ db }, items) => withNames(db.read, items),
  }),

  listMyJobs: route({
    method: 'GET',
    path: '/api/seller/jobs/mine',
    audience: 'seller',
    summary: 'The member’s own latest jobs, and how many of them run',
    input: z.object({}),
    output: Mine,
    refusals: [],
    handle: async ({ db, storeId, userId, principal }) =>
      jobsOf(await readJobs(db, { owner: storeId, kinds: kindsOf(principal), userId, limit: mineMax })),
  }),

  showJob: route({
    method: 'GET',
    path: '/api/seller/jobs/:job_id',
    audience: 'seller',
    summary: 'One job of the store: how far it has come, and its result',
    input: z.object({ job_id: JobId }),
    output: job.schema,
    refusals: ['job.not_found'],
    async handle({ db, storeId, principal }, { job_id }) {
      if (job_id.owner !== storeId) throw refuse('job.not_found')
      const which = { owner: storeId, kinds: kindsOf(principal), id: job_id.id, limit: 1 }
      const [found] = await readJobs(db, which)
      if (!found) throw refuse('job.not_found')
      return found
    },
  }),

  cancelJob: memberChange('cancel', 'Cancel a job; what it has done stays done'),

  retryJob: memberChange('retry', 'Let a failed job go on from where it failed'),

  downloadJob: route({
    method: 'GET',
    path: '/api/seller/jobs/:job_id/file',
    audience: 'seller',
    summary: 'Download the file that a job made',
    download: octets,
    input: z.object({ job_id: JobId }),
    output: FileSchema,
    refusals: ['job.not_found', 'job.expired'],
    async handle({ db, storeId, userId, principal }, { job_id }) {
      if (job_id.owner !== storeId) throw refuse('job.not_found')
      return takeResult(db, job_id, kindsOf(principal), userId)
    },
  }),

  listMyOpsJobs: route({
    method: 'GET',
    path: '/api/ops/jobs/mine',
    audience: 'ops',
    permission: 'ops.read',
    summary: 'The operator’s own latest jobs, and how many of them run',
    input: z.object({}),
    output: Mine,
    refusals: [],
    handle: async ({ db, userId }) =>
      jobsOf(await readJobs(db, { owner: platformOwner, kinds: opsKinds, userId, limit: mineMax })),
  }),

  cancelJobAsOperator: operatorChange('cancel', 'Cancel a job, the market’s or a store’s; what it has done stays done'),

  retryJobAsOperator: operatorChange(
    'retry',
    'Let a failed job, the market’s or a store’s, go on from where it failed',
  ),

  downloadJobAsOperator: route({
    method: 'GET',
    path: '/api/ops/jobs/:job_id/file',
    audience: 'ops',
    permission: 'ops.orders',
    summary: 'Download the file that a job of the market made; a store’s are its own',
    download: octets,
    input: z.object({ job_id: JobId }),
    output: FileSchema,
    refusals: ['job.not_found', 'job.expired'],
    async handle({ db, userId }, { job_id }) {
      if (job_id.owner !== platformOwner) throw refuse('job.not_found')
      return takeResult(db, job_id, opsKinds, userId)
    },
  }),
}

/** Refuses `job.not_found` for a job of another store, or of a kind the member may not see. */
async function mustSee(tx: Tx, storeId: string, principal: Principal | null, { owner, id }: JobKey): Promise<void> {
  if (owner !== storeId) throw refuse('job.not_found')
  const { rows } = await sql`
    select 1 from platform.jobs where owner = ${owner} and id = ${id} and kind = any(${kindsOf(principal)})
  `.execute(tx)
  if (rows.length === 0) throw refuse('job.not_found')
}
