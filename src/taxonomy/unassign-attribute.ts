import { sql } from '#platform/db.ts'
import { refuser } from '#platform/refusal.ts'
import type { Tx } from '#platform/tx.ts'
import type { Assignment } from '#taxonomy/assign-attribute.ts'
import { taxonomyRefusals } from '#taxonomy/refusals.ts'
import { type Revised, revise } from '#taxonomy/revise.ts'

const refuse = refuser(taxonomyRefusals)

/**
 * Stops a category from requesting an attribute of its own; its products keep their values, hidden. Refuses as
 * `revise`, and `attribute.not_assigned` when the attribute comes from above or is not there. Returns how it was asked
 * for.
 */
export async function unassignAttribute(
  tx: Tx,
  { attribute, ...revised }: Revised & { attribute: string },
): Promise<Assignment> {
  await revise(tx, revised)
  const { rows } = await sql<Assignment>`
    delete from taxonomy.category_attributes where category = ${revised.category} and attribute = ${attribute}
    returning required, allowed
  `.execute(tx)
  if (!rows[0]) throw refuse('attribute.not_assigned')
  return rows[0]
}
