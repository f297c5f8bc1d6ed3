import { sql } from '#platform/db.ts'
import type { Tx } from '#platform/tx.ts'

/** A company's names; null: not given yet. */
export type CompanyNames = { readonly legalName: string | null; readonly latinName: string | null }

/** Locks a store until the transaction ends; of two calls the second waits. Returns its company's names. */
export async function lockStore(tx: Tx, storeId: string): Promise<CompanyNames | null> {
  const { rows } = await sql<CompanyNames>`
    select c.legal_name as "legalName", c.latin_name as "latinName" from sellers.stores s
    join sellers.companies c on c.id = s.company_id where s.store_id = ${storeId} for no key update of s
  `.execute(tx)
  return rows[0] ?? null
}
