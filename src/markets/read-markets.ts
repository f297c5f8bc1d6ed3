import { cached, type Db, type Reader, sql } from '#platform/db.ts'

/** A country we sell to, now or later. */
export type Market = { readonly country: string; readonly openFrom: Temporal.Instant; readonly closed: boolean }

/** By country. */
export type Markets = ReadonlyMap<string, Market>

/** All countries of the market, cached. */
export const marketsOf = (db: Db): Promise<Markets> => cached(db, 'markets', readMarkets)

/** Whether things are sold there at an instant. */
export const isOpen = (market: Market, at: Temporal.Instant): boolean =>
  !market.closed && Temporal.Instant.compare(market.openFrom, at) <= 0

async function readMarkets(read: Reader): Promise<Markets> {
  const { rows } = await sql<Market>`
    select country, open_from as "openFrom", closed from markets.countries order by country
  `.execute(read)
  return new Map(rows.map(row => [row.country, row]))
}
