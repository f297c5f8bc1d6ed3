import { sql } from '#platform/db.ts'
import type { Tx } from '#platform/tx.ts'
import { type OwnSettings, type Revised, revise } from '#taxonomy/revise.ts'
import { inheritStates, lockDepartment } from '#taxonomy/state-of.ts'

/**
 * Says anew what a category is called, whether things are sold there and what variants may differ in (R4.1); null state
 * and axes are those of the category above. Holds at once, for all below too. Refuses as `revise`. Returns what was
 * said before.
 */
export async function updateCategory(
  tx: Tx,
  { names, state, axes, ...revised }: Revised & OwnSettings,
): Promise<OwnSettings> {
  await lockDepartment(tx, revised.category)
  const before = await revise(tx, revised)
  await sql`
    update taxonomy.categories set names = ${JSON.stringify(names)}, state = ${state}, axes = ${axes}
    where key = ${revised.category}
  `.execute(tx)
  if (state !== before.state) await inheritStates(tx, revised.category)
  return before
}
