import { type RawBuilder, sql } from 'kysely'

/**
 * Rows of a table whose `column` holds all these words, the last of them perhaps only begun: `blue mu` finds "Mug,
 * blue"; all rows without words. Needs an index on `to_tsvector('simple', column)`, and the fence (`offset 0`): else a
 * list with a limit is planned as a walk down its order, which reads everything for a rare word.
 */
export function rowsWithWords(table: string, column: string, words: string | undefined): RawBuilder<unknown> {
  if (!words) return sql.table(table)
  const asked = sql`(nullif(plainto_tsquery('simple', ${words})::text, '') || ':*')::tsquery`
  return sql`(select * from ${sql.table(table)} where to_tsvector('simple', ${sql.ref(column)}) @@ ${asked} offset 0)`
}
