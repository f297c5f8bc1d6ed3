import { type RawBuilder, sql } from 'kysely'

/**
 * SQL: the effective state of the category with the key `category`, set there or inherited (see `Category.state`), for
 * statements that decide about money; pages use `taxonomyOf`.
 */
export const stateOf = (category: RawBuilder<unknown>): RawBuilder<string> => sql`coalesce((
  select a.state from taxonomy.categories c join taxonomy.categories a on a.key = any(c.path)
  where c.key = ${category} and a.state is not null order by cardinality(a.path) desc limit 1), 'closed')`
