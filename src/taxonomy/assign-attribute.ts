import { sql } from '#platform/db.ts'
import { refuser } from '#platform/refusal.ts'
import type { Tx } from '#platform/tx.ts'
import { taxonomyRefusals } from '#taxonomy/refusals.ts'
import { type Revised, revise } from '#taxonomy/revise.ts'

const refuse = refuser(taxonomyRefusals)

/** How a category requests an attribute; `allowed` null: any of its values, including those added later. */
export type Assignment = { readonly required: boolean; readonly allowed: string[] | null }

/**
 * Makes a category and all below it request an attribute (R4.1), as its last one, or changes how it is requested; this
 * overrides what a category above says of the same attribute. Refuses as `revise`, `attribute.not_found`, and
 * `attribute.value_unknown` when `allowed` names something that is not one of its values. Returns how it was requested
 * before.
 */
export async function assignAttribute(
  tx: Tx,
  { attribute, required, allowed, ...revised }: Revised & Assignment & { attribute: string },
): Promise<Assignment | null> {
  await revise(tx, revised)
  await checkValues(tx, attribute, allowed ?? [])
  const { category } = revised
  const before = await sql<Assignment>`
    select required, allowed from taxonomy.category_attributes where category = ${category} and attribute = ${attribute}
  `.execute(tx)
  await sql`
    insert into taxonomy.category_attributes (category, attribute, required, position, allowed)
    select ${category}, ${attribute}, ${required}::boolean, coalesce(max(position) + 1, 0), ${allowed}::text[]
    from taxonomy.category_attributes where category = ${category}
    on conflict (category, attribute) do update set required = excluded.required, allowed = excluded.allowed
  `.execute(tx)
  return before.rows[0] ?? null
}

async function checkValues(tx: Tx, attribute: string, allowed: readonly string[]): Promise<void> {
  const { rows } = await sql<{ values: string[] }>`
    select array(select v.key from taxonomy.attribute_values v where v.attribute = a.key) as values
    from taxonomy.attributes a where a.key = ${attribute}
  `.execute(tx)
  if (!rows[0]) throw refuse('attribute.not_found')
  const unknown = allowed.filter(value => !rows[0]!.values.includes(value))
  if (unknown.length > 0) throw refuse('attribute.value_unknown', { values: unknown })
}
