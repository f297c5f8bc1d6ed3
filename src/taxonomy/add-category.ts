import { sql } from '#platform/db.ts'
import { invalidateCaches } from '#platform/policy.ts'
import { refuser } from '#platform/refusal.ts'
import type { Tx } from '#platform/tx.ts'
import type { Names } from '#taxonomy/read-taxonomy.ts'
import { taxonomyRefusals } from '#taxonomy/refusals.ts'
import { lockDepartment, stateOf } from '#taxonomy/state-of.ts'

const refuse = refuser(taxonomyRefusals)

/**
 * Adds a category as the last child of `parent`; null: as a department. It inherits everything; a department is closed
 * until somebody opens it. Only leaves hold products, and only other categories hold categories, so products never have
 * to move. Refuses `category.not_found` (parent), `category.holds_products` (parent is a leaf) and
 * `category.key_taken`.
 */
export async function addCategory(
  tx: Tx,
  { key, parent, names, leaf }: { key: string; parent: string | null; names: Names; leaf: boolean },
): Promise<void> {
  const path = parent === null ? [] : await pathOf(tx, parent)
  const added = await sql`
    insert into taxonomy.categories (key, parent, path, names, position, leaf, effective_state)
    select ${key}, ${parent}::text, ${[...path, key]}::text[], ${JSON.stringify(names)}::jsonb,
      coalesce(max(position) + 1, 0), ${leaf}::boolean, ${stateOf(sql`${parent}::text`)}
    from taxonomy.categories where parent is not distinct from ${parent}::text
    on conflict do nothing
  `.execute(tx)
  if (!added.numAffectedRows) throw refuse('category.key_taken', { key })
  await invalidateCaches(tx)
}

async function pathOf(tx: Tx, parent: string): Promise<string[]> {
  await lockDepartment(tx, parent)
  const { rows } = await sql<{ path: string[]; leaf: boolean }>`
    select path, leaf from taxonomy.categories where key = ${parent}
  `.execute(tx)
  if (!rows[0]) throw refuse('category.not_found')
  if (rows[0].leaf) throw refuse('category.holds_products')
  return rows[0].path
}
