import { type RawBuilder, sql } from 'kysely'
import { authorizedIn } from '#sellers/index.ts'
import { stateOf } from '#taxonomy/index.ts'

/**
 * In SQL, of a row of catalog.products called `p`: whether its category lets it be bought now: open, or special and the
 * store authorized. Derived when read, so that closing a category stops sales at once and opening it brings them back.
 * What was sold before there were categories goes on.
 */
export const sellableIn: RawBuilder<boolean> = sql`(p.category is null or case ${stateOf(sql`p.category`)}
  when 'open' then true when 'special' then ${authorizedIn(sql`p.store_id`, sql`p.category`)} else false end)`
