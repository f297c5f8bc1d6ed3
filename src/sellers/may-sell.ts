import { sql } from '#platform/db.ts'
import { refuser } from '#platform/refusal.ts'
import type { Tx } from '#platform/tx.ts'
import { sellerRefusals } from '#sellers/refusals.ts'

const refuse = refuser(sellerRefusals)

/** Whether a store may sell, as it stays until the transaction ends. */
export type SellingStore = { readonly approved: boolean; readonly suspended: boolean; readonly missing: string[] }

/**
 * Keeps a store from being suspended until the transaction ends, and reads whether it may sell; before its products are
 * locked, as a suspension locks in this order.
 */
export async function holdStore(tx: Tx, storeId: string): Promise<SellingStore | undefined> {
  const { rows } = await sql<SellingStore>`
    select s.approved_at is not null as approved, s.suspended_at is not null as suspended, array_remove(array[
      case when c.legal_name is null then 'legal_name' end,
      case when c.line1 is null or c.postal_code is null or c.city is null then 'address' end,
      case when c.phone is null then 'phone' end,
      case when s.email is null then 'email' end,
      case when c.register_number is null then 'register_number' end,
      case when c.self_certified_at is null then 'self_certification' end
    ], null) as missing
    from sellers.stores s join sellers.companies c on c.id = s.company_id where s.store_id = ${storeId} for share of s
  `.execute(tx)
  return rows[0]
}

/**
 * Checks that a store that is held may sell. Refuses `store.not_approved`, `store.suspended`, and
 * `store.trader_data_missing` naming the missing trader information that buyers must be shown (Digital Services Act,
 * article 30).
 */
export function checkMaySell(store: SellingStore | undefined): void {
  if (!store?.approved) throw refuse('store.not_approved')
  if (store.suspended) throw refuse('store.suspended')
  if (store.missing.length > 0) throw refuse('store.trader_data_missing', { missing: store.missing })
}
