import { type RawBuilder, sql } from 'kysely'

/** Whether a text contains all these words, the last one possibly incomplete: `blue mu` finds "Mug, blue". */
export const holdsWords = (text: RawBuilder<unknown>, words: string): RawBuilder<boolean> =>
  sql`to_tsvector('simple', ${text}) @@ (nullif(plainto_tsquery('simple', ${words})::text, '') || ':*')::tsquery`

/**
 * Rows of a table whose `column` contains these words; all rows without words. Needs an index on `to_tsvector('simple',
 * column)`, and the optimization fence (`offset 0`): otherwise a list with a limit is planned as a scan in its order,
 * which reads everything for a rare word.
 */
export const rowsWithWords = (table: string, column: string, words: string | undefined): RawBuilder<unknown> =>
  words
    ? sql`(select * from ${sql.table(table)} where ${holdsWords(sql.ref(column), words)} offset 0)`
    : sql.table(table)
