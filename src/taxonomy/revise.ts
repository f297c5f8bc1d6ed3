import { platformOwner } from '#platform/audit.ts'
import { sql } from '#platform/db.ts'
import { idFrom } from '#platform/ids.ts'
import { emit } from '#platform/outbox.ts'
import { invalidateCaches } from '#platform/policy.ts'
import { refuser } from '#platform/refusal.ts'
import type { Tx } from '#platform/tx.ts'
import { taxonomyEvents } from '#taxonomy/events.ts'
import type { Category, Names } from '#taxonomy/read-taxonomy.ts'
import { taxonomyRefusals } from '#taxonomy/refusals.ts'
import type { Axis, CategoryState } from '#taxonomy/states.ts'

const refuse = refuser(taxonomyRefusals)

/** A category with the revision that a change was made on. */
export type Revised = Pick<Category, 'revision'> & { readonly category: string }

/** The settings of a category itself; null means inherited. */
export type OwnSettings = { readonly names: Names; readonly state: CategoryState | null; readonly axes: Axis[] | null }

/**
 * Begins each change of a category: takes the next revision, so that of two concurrent operators the second
 * is refused. Returns the category's settings. Refuses `category.not_found`, and `category.changed_meanwhile` when
 * `revision` is not the latest.
 */
export async function revise(tx: Tx, { category, revision }: Revised): Promise<OwnSettings> {
  const { rows } = await sql<OwnSettings>`
    update taxonomy.categories set revision = revision + 1 where key = ${category} and revision = ${revision}
    returning names, state, axes
  `.execute(tx)
  if (!rows[0]) throw refuse((await exists(tx, category)) ? 'category.changed_meanwhile' : 'category.not_found')
  await invalidateCaches(tx)
  await emit(tx, taxonomyEvents['category.changed'], [
    { owner: platformOwner, subject: idFrom(category), body: { category } },
  ])
  return rows[0]
}

async function exists(tx: Tx, category: string): Promise<boolean> {
  const { rows } = await sql`select from taxonomy.categories where key = ${category}`.execute(tx)
  return rows.length > 0
}
