import { z } from 'zod'
import { userNames } from '#api/user-names.ts'
import { col, rowOf, type Selected } from '#platform/columns.ts'
import { type Db, type Reader, sql } from '#platform/db.ts'
import { jobStates } from '#platform/jobs.ts'
import { InstantSchema, instant } from '#platform/json.ts'
import { allOf } from '#platform/list.ts'

const Params = z.object({ from: z.string().optional(), to: z.string().optional(), format: z.string().optional() })

type File = [name: string | null, bytes: number | null, until: Temporal.Instant | null]
const file = ['j.file_name', 'j.file_bytes', 'j.files_until'] as const

/** The result of a job, for as long as it can be downloaded. */
const fileOf = ([name, bytes, until]: File, now: Temporal.Instant) =>
  name && bytes !== null && until && Temporal.Instant.compare(until, now) > 0
    ? { name, bytes, until: instant(until) }
    : null

/** Jobs `j` as shown to people. */
export const jobColumns = {
  id: col.id('job', 'j.owner', 'j.id'),
  /** Kind of job: `orders.export`. */
  kind: col.text('j.kind'),
  state: col.oneOf(jobStates, 'j.state'),
  /** The period and the format of an export. */
  params: col.of(Params, ['j.params'], ([{ from, to, format }]: [z.input<typeof Params>]) => ({ from, to, format })),
  /** Total rows; null: not known. */
  total: col.nullable(col.int('j.total')),
  /** Rows processed, including failed ones. */
  done: col.int('j.done'),
  failed: col.int('j.failed'),
  requested_by: col.group({
    id: col.id('usr', 'j.requested_by'),
    /** Looked up by `withNames`. */
    name: col.text('j.requested_by'),
  }),
  requested_at: col.instant('j.requested_at'),
  started_at: col.nullable(col.instant('j.started_at')),
  ended_at: col.nullable(col.instant('j.ended_at')),
  /** The last attempt failed, and another follows automatically. */
  retrying: col.bool(sql`j.retry_at is not null`),
  file: col.of(
    z.object({ name: z.string(), bytes: z.int(), until: InstantSchema }).nullable(),
    file,
    (selected: File, { db }) => fileOf(selected, db.clock.now()),
  ),
  /** The result has been deleted. */
  expired: col.of(
    z.boolean(),
    file,
    (selected: File, { db }) => selected[0] !== null && !fileOf(selected, db.clock.now()),
  ),
}

export const job = rowOf(jobColumns, 'Job')
export type JobJson = z.infer<typeof job.schema>

type Which = {
  readonly owner: string
  readonly kinds: readonly string[]
  /** Only jobs requested by this user. */
  readonly userId?: string
  readonly id?: string
  readonly limit: number
}

/** The latest jobs of one owner. */
export async function readJobs(db: Db, { owner, kinds, userId, id, limit }: Which): Promise<JobJson[]> {
  const { rows } = await sql<Selected>`
    select ${job.select()} from platform.jobs j
    where j.owner = ${owner} and j.kind = any(${kinds})
      and ${allOf(userId && sql`j.requested_by = ${userId}`, id && sql`j.id = ${id}`)}
    order by j.id desc limit ${limit}
  `.execute(db.read)
  return withNames(
    db.read,
    rows.map(row => job.json(row, { db })),
  )
}

type Requested = { readonly requested_by: { readonly id: string; readonly name: string } }

/** These jobs with the names of those who requested them. */
export async function withNames<J extends Requested>(reader: Reader, jobs: readonly J[]): Promise<J[]> {
  const nameOf = await userNames(
    reader,
    jobs.map(each => each.requested_by.name),
  )
  return jobs.map(each => ({
    ...each,
    requested_by: { ...each.requested_by, name: nameOf(each.requested_by.name) ?? '' },
  }))
}
