import { audit } from '#platform/audit.ts'
import { outside } from '#platform/current-transaction.ts'
import { type Db, sql } from '#platform/db.ts'
import { fileStore } from '#platform/files.ts'
import { publicId } from '#platform/ids.ts'
import { type JobKey, jobRefusals } from '#platform/jobs.ts'
import { refuser } from '#platform/refusal.ts'
import { inTx } from '#platform/tx.ts'

const refuse = refuser(jobRefusals)

/** A job with the number of parts written so far. */
type Parted = JobKey & { readonly parts: number }

/** Kept apart from pictures, whose folders have a public address. */
const pathOf = ({ owner, id }: JobKey, name: number | 'file'): string => `jobs/${owner}/${id}/${name}`

/** Writes the next part of a job's result; a repeat after a crash replaces it. */
export const writePart = (db: Db, job: Parted, bytes: Buffer): Promise<void> =>
  outside('write part', () => fileStore.of(db).write(pathOf(job, job.parts), bytes))

/** The parts written so far, in order. */
export async function readParts(db: Db, job: Parted): Promise<Buffer[]> {
  const parts: Buffer[] = []
  for (let n = 0; n < job.parts; n++) {
    const bytes = await outside('read part', () => fileStore.of(db).read(pathOf(job, n)))
    if (!bytes) throw new Error(`part ${n} of ${job.parts} is gone from the file store`)
    parts.push(bytes)
  }
  return parts
}

/** Writes a job's complete result. */
export const writeResult = (db: Db, job: JobKey, bytes: Buffer): Promise<void> =>
  outside('write result', () => fileStore.of(db).write(pathOf(job, 'file'), bytes))

/** Removes parts 0 to `parts`: the last may have been written by a step that was never committed. */
export async function removeParts(db: Db, job: JobKey, parts: number): Promise<void> {
  for (let n = 0; n <= parts; n++) await outside('remove part', () => fileStore.of(db).remove(pathOf(job, n)))
}

/** Removes all files of a job. */
export async function removeFiles(db: Db, job: JobKey, parts: number): Promise<void> {
  await removeParts(db, job, parts)
  await outside('remove result', () => fileStore.of(db).remove(pathOf(job, 'file')))
}

/**
 * The result of a job of one of these kinds, for a caller with its permission. It holds personal data, so downloading
 * it is audited. Refuses `job.not_found` when there is no such job or no result yet, `job.expired` when the result was
 * removed.
 */
export async function takeResult(
  db: Db,
  { owner, id }: JobKey,
  kinds: readonly string[],
  userId: string,
): Promise<{ name: string; bytes: Buffer }> {
  const { rows } = await sql<{ name: string; until: Temporal.Instant | null }>`
    select file_name as name, files_until as until from platform.jobs
    where owner = ${owner} and id = ${id} and kind = any(${kinds}) and file_name is not null
  `.execute(db.read)
  const file = rows[0]
  if (!file) throw refuse('job.not_found')
  const isOver = !file.until || Temporal.Instant.compare(file.until, db.clock.now()) <= 0
  const bytes = isOver ? null : await outside('read result', () => fileStore.of(db).read(pathOf({ owner, id }, 'file')))
  if (!bytes) throw refuse('job.expired')
  await inTx(db, 'take result', tx =>
    audit(tx, {
      owner,
      userId,
      action: 'job.download',
      subject: publicId('job', owner, id),
      after: { name: file.name, bytes: bytes.length },
    }),
  )
  return { name: file.name, bytes }
}
