import { type RawBuilder, sql } from 'kysely'

/**
 * In SQL: what holds in the category with the key `category`, said there or inherited (see `Category.state`), for
 * statements that decide about money; pages ask `taxonomyOf`.
 */
export const stateOf = (category: RawBuilder<unknown>): RawBuilder<string> => sql`coalesce((
  select a.state from taxonomy.categories c join taxonomy.categories a on a.key = any(c.path)
  where c.key = ${category} and a.state is not null order by cardinality(a.path) desc limit 1), 'closed')`
