import { sql } from '#platform/db.ts'
import type { Tx } from '#platform/tx.ts'

/** Locks a store until the transaction ends; of two calls the second waits. Returns its company's name, if it has one. */
export async function lockStore(tx: Tx, storeId: string): Promise<{ legalName: string | null } | null> {
  const { rows } = await sql<{ legalName: string | null }>`
    select c.legal_name as "legalName" from sellers.stores s join sellers.companies c on c.id = s.company_id
    where s.store_id = ${storeId} for no key update of s
  `.execute(tx)
  return rows[0] ?? null
}
