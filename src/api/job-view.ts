import { z } from 'zod'
import { type Reader, sql } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import { type JobState, jobStates } from '#platform/jobs.ts'
import { cursorOf, InstantSchema, instant, instantOrNull } from '#platform/json.ts'

/** A job as people see it. */
export const JobSchema = z
  .object({
    id: z.string(),
    /** What it does: `orders.export`. */
    kind: z.string(),
    state: z.enum(jobStates),
    /** The period and the format of an export. */
    params: z.object({ from: z.string().optional(), to: z.string().optional(), format: z.string().optional() }),
    /** Rows there are; null: not known. */
    total: z.int().nullable(),
    /** Rows done, those that failed among them. */
    done: z.int(),
    failed: z.int(),
    requested_by: z.object({ id: z.string(), name: z.string() }),
    requested_at: InstantSchema,
    started_at: InstantSchema.nullable(),
    ended_at: InstantSchema.nullable(),
    /** The last attempt failed, and another will be made by itself. */
    retrying: z.boolean(),
    /** The result, for as long as it can be downloaded. */
    file: z.object({ name: z.string(), bytes: z.int(), until: InstantSchema }).nullable(),
    /** There was a result, and it was removed. */
    expired: z.boolean(),
  })
  .meta({ id: 'Job' })
export type JobJson = z.infer<typeof JobSchema>

export type JobRow = {
  owner: string
  id: string
  kind: string
  params: JobJson['params']
  state: JobState
  total: number | null
  done: number
  failed: number
  requested_by: string
  requester: string | null
  requested_at: Temporal.Instant
  started_at: Temporal.Instant | null
  ended_at: Temporal.Instant | null
  retry_at: Temporal.Instant | null
  file_name: string | null
  file_bytes: number | null
  files_until: Temporal.Instant | null
}

/** Of `platform.jobs j`, with the requester's name. */
export const jobFields = sql`
  j.owner, j.id, j.kind, j.params, j.state, j.total, j.done, j.failed, j.requested_by, j.requested_at, j.started_at,
  j.ended_at, j.retry_at, j.file_name, j.file_bytes, j.files_until,
  (select u.name from accounts.users u where u.id = j.requested_by) as requester`

export function jobJson(row: JobRow, now: Temporal.Instant): JobJson {
  const { file_name: name, file_bytes: bytes, files_until: until } = row
  const file =
    name && bytes !== null && until && Temporal.Instant.compare(until, now) > 0
      ? { name, bytes, until: instant(until) }
      : null
  return {
    id: publicId('job', row.owner, row.id),
    kind: row.kind,
    state: row.state,
    params: { from: row.params.from, to: row.params.to, format: row.params.format },
    total: row.total,
    done: row.done,
    failed: row.failed,
    requested_by: { id: publicId('usr', row.requested_by), name: row.requester ?? '' },
    requested_at: instant(row.requested_at),
    started_at: instantOrNull(row.started_at),
    ended_at: instantOrNull(row.ended_at),
    retrying: row.retry_at !== null,
    file,
    expired: name !== null && !file,
  }
}

type Which = {
  readonly owner: string
  readonly kinds: readonly string[]
  /** Only what this user asked for. */
  readonly userId?: string
  readonly id?: string
  readonly after?: string | undefined
  readonly limit: number
}

/** Jobs of one owner, latest first. */
export async function readJobs(
  reader: Reader,
  now: Temporal.Instant,
  { owner, kinds, userId, id, after, limit }: Which,
): Promise<{ items: JobJson[]; next: string | null }> {
  const filters = [
    userId && sql`j.requested_by = ${userId}`,
    id && sql`j.id = ${id}`,
    after && sql`j.id < ${after}::uuid`,
  ].filter(filter => typeof filter === 'object')
  const { rows } = await sql<JobRow>`
    select ${jobFields} from platform.jobs j
    where ${sql.join([sql`j.owner = ${owner}`, sql`j.kind = any(${kinds})`, ...filters], sql` and `)}
    order by j.id desc limit ${limit + 1}
  `.execute(reader)
  return pageOfJobs(rows, limit, now)
}

export function pageOfJobs(rows: readonly JobRow[], limit: number, now: Temporal.Instant) {
  const last = rows[limit - 1]
  return {
    items: rows.slice(0, limit).map(row => jobJson(row, now)),
    next: rows.length > limit && last ? cursorOf(last.id) : null,
  }
}
