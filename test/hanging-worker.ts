import { z } from 'zod'
import { openDb, sql } from '#platform/db.ts'
import { jobKind, jobKindsOf } from '#platform/jobs.ts'
import { runJobsOnce } from '#platform/run-jobs.across.ts'

// A worker process that never leaves the third step of `test.count`: tests kill it.

const db = await openDb(process.argv[2]!)
const counting = jobKind<object, { n: number }>({
  kind: 'test.count',
  audience: 'ops',
  permission: null,
  params: z.looseObject({}),
  start: async () => null,
  step: (_db, { owner, id, cursor }, commit) =>
    commit(async tx => {
      const n = (cursor?.n ?? 0) + 1
      await sql`insert into public.did (owner, job, n) values (${owner}, ${id}, ${n})`.execute(tx)
      if (n === 3) {
        process.stdout.write('in the third step\n')
        await new Promise(() => {})
      }
      return { cursor: { n }, done: 1 }
    }),
})
for (;;) await runJobsOnce(db, jobKindsOf(counting))
