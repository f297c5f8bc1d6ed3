import { isCountry } from '#markets/country.ts'
import type { Market } from '#markets/read-markets.ts'
import { marketRefusals } from '#markets/refusals.ts'
import { sql } from '#platform/db.ts'
import { invalidateCaches } from '#platform/policy.ts'
import { refuser } from '#platform/refusal.ts'
import type { Tx } from '#platform/tx.ts'

const refuse = refuser(marketRefusals)

/**
 * Opens a country from an instant on, or closes it (R5.2); without an instant an existing country keeps its own and a
 * new one opens now. Carts use it from their next statement on. Refuses `market.country_unknown`: a code that names no
 * country.
 */
export async function setMarket(
  tx: Tx,
  { country, openFrom, closed }: { country: string; openFrom: Temporal.Instant | null; closed: boolean },
): Promise<{ before: Market | null; after: Market }> {
  if (!isCountry(country)) throw refuse('market.country_unknown', { country })
  const before = await sql<Market>`
    select country, open_from as "openFrom", closed from markets.countries where country = ${country} for update
  `.execute(tx)
  const after = await sql<Market>`
    insert into markets.countries as m (country, open_from, closed)
    values (${country}, coalesce(${openFrom}::timestamptz, ${tx.now}), ${closed})
    on conflict (country) do update
      set open_from = coalesce(${openFrom}::timestamptz, m.open_from), closed = excluded.closed
    returning country, open_from as "openFrom", closed
  `.execute(tx)
  await invalidateCaches(tx)
  return { before: before.rows[0] ?? null, after: after.rows[0]! }
}
