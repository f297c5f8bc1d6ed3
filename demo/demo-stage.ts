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
  const { rows } = await sql<{ begun: boolean; ended: boolean; stores: boolean }>`
    select exists (select 1 from platform.audit_entries where owner = ${platformOwner} and action = ${begun}) as begun,
      exists (select 1 from platform.audit_entries where owner = ${platformOwner} and action = ${ended}) as ended,
      exists (select 1 from sellers.stores) as stores
  `.execute(db.read)
  const is = rows[0]!
  return is.begun && !is.ended ? 'half' : is.stores ? 'open' : 'empty'
}

/** The two audit entries that `demoStage` reads. */
export const markBegun = (tx: Tx, userId: string, seed: number): Promise<void> =>
  audit(tx, { owner: platformOwner, userId, action: begun, subject: 'demo', after: { seed } })
export const markEnded = (tx: Tx, userId: string): Promise<void> =>
  audit(tx, { owner: platformOwner, userId, action: ended, subject: 'demo' })
