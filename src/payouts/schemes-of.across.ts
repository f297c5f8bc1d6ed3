import type { Scheme } from '#payouts/bank-countries.ts'
import type { PayoutKey } from '#payouts/move-payouts.ts'
import { type Reader, sql } from '#platform/db.ts'

/** The schemes of payouts, each once. A payout's scheme never changes. */
export async function schemesOf(reader: Reader, keys: readonly PayoutKey[]): Promise<Scheme[]> {
  const { rows } = await sql<{ scheme: Scheme }>`
    select distinct p.scheme from payouts.payouts p
    where p.store_id = any(${[...new Set(keys.map(key => key.storeId))]}::uuid[])
      and p.id = any(${keys.map(key => key.id)}::uuid[])
  `.execute(reader)
  return rows.map(({ scheme }) => scheme)
}
