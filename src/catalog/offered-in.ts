import { type RawBuilder, sql } from 'kysely'
import type { Owned } from '#platform/owned.ts'
import { authorizedIn } from '#sellers/index.ts'
import { shippedTo } from '#shipping/index.ts'
import { stateOf } from '#taxonomy/index.ts'

/** A country (an SQL expression) and when, or no matter where. */
export type Destination = 'anywhere' | { readonly country: RawBuilder<unknown>; readonly now: Temporal.Instant }

/** Where a reader named a country, that one; else anywhere. */
export const destinationOf = (country: string | undefined, now: Temporal.Instant): Destination =>
  country ? { country: sql`${country}`, now } : 'anywhere'

/**
 * SQL: whether the row `p` (an alias of catalog.products) may be sold to a country at an instant: online, its category
 * open to its store, and shipped there by its template. With `anywhere` the country is not checked, for lists that are the
 * same for all. Derived when read, so that closing a category stops sales at once and opening it brings them back.
 * Products without a category, from before there were any, stay on sale.
 */
export function offeredIn(p: string, to: Destination, owned: Owned): RawBuilder<boolean> {
  const shipped = to === 'anywhere' ? sql`` : sql` and ${shippedTo(p, to.country, to.now, owned)}`
  return sql`(${sql.ref(`${p}.state`)} = 'online' and ${categoryAllows(p, owned)}${shipped})`
}

/** SQL: whether the category of the row `p` (an alias of catalog.products) is open to its store now. */
export function categoryAllows(p: string, owned: Owned): RawBuilder<boolean> {
  const [store, category] = [sql.ref(`${p}.store_id`), sql.ref(`${p}.category`)]
  return sql`(${category} is null or case ${stateOf(category)}
    when 'open' then true when 'special' then ${authorizedIn(store, category, owned)} else false end)`
}
