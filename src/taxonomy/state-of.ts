import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#platform/tx.ts'

/**
 * SQL: the effective state of the category with the key `category`, set there or inherited (see `Category.state`), for
 * statements that decide about money; pages use `taxonomyOf`.
 */
export const stateOf = (category: RawBuilder<unknown>): RawBuilder<string> =>
  sql`coalesce((select effective_state from taxonomy.categories where key = ${category}), 'closed')`

/** Stores the effective states of a category and all below it, after a change of its own; its department is locked. */
export async function inheritStates(tx: Tx, category: string): Promise<void> {
  await sql`
    update taxonomy.categories c set effective_state = ${sql.raw(inheritedState)}
    where ${category} = any(c.path) and c.effective_state <> ${sql.raw(inheritedState)}
  `.execute(tx)
}

/**
 * First statement of what changes states or adds categories: one at a time in a department, so that each sees the others'
 * states, and none waits for a row of another that waits for this one.
 */
export async function lockDepartment(tx: Tx, category: string): Promise<void> {
  await sql`
    select from taxonomy.categories where key = (select path[1] from taxonomy.categories where key = ${category}) for update
  `.execute(tx)
}

/** SQL: the effective state of the category `c`, from the states set in its path. */
export const inheritedState = `coalesce((select a.state from taxonomy.categories a
  where a.key = any(c.path) and a.state is not null order by cardinality(a.path) desc limit 1), 'closed')`
