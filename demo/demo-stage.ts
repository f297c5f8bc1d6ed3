import { audit, platformOwner } from '#platform/audit.ts'
import { type Db, sql } from '#platform/db.ts'
import type { Tx } from '#platform/tx.ts'

/** `empty`: no store yet, can be filled. `half`: filling was interrupted. `open`: stores are there, of a demo or real. */
export type DemoStage = 'empty' | 'half' | 'open'

const [begun, ended] = ['demo.begin', 'demo.end']

/**
 * The state of the demo market. A half-filled one has its clock in the past and cannot be completed: its data must be
 * deleted.
 */
export async function demoStage(db: Db): Promise<DemoStage> {
  const [entries, addresses] = await Promise.all([
    sql<{ begun: boolean; ended: boolean }>`
      select exists (select 1 from platform.audit_entries where owner = ${platformOwner} and action = ${begun}) as begun,
        exists (select 1 from platform.audit_entries where owner = ${platformOwner} and action = ${ended}) as ended
    `.execute(db.read),
    sql`select 1 from sellers.slugs limit 1`.execute(db.read), // each store has one
  ])
  const is = entries.rows[0]!
  return is.begun && !is.ended ? 'half' : addresses.rows.length > 0 ? 'open' : 'empty'
}

/** The two audit entries that `demoStage` reads. */
export const markBegun = (tx: Tx, userId: string, seed: number): Promise<void> =>
  audit(tx, { owner: platformOwner, userId, action: begun, subject: 'demo', after: { seed } })
export const markEnded = (tx: Tx, userId: string): Promise<void> =>
  audit(tx, { owner: platformOwner, userId, action: ended, subject: 'demo' })
