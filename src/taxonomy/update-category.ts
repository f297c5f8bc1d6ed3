import { sql } from '#platform/db.ts'
import type { Tx } from '#platform/tx.ts'
import { type OwnSettings, type Revised, revise } from '#taxonomy/revise.ts'
import { inheritStates, lockDepartment } from '#taxonomy/state-of.ts'

/**
 * Changes a category's names, its state and what its variants may differ in (R4.1); null state and axes are inherited.
 * Applies at once, to all subcategories too. Refuses as `revise`. Returns the settings it had before.
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
