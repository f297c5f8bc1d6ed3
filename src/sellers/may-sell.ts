import { sql } from '#platform/db.ts'
import { refuser } from '#platform/refusal.ts'
import type { Tx } from '#platform/tx.ts'
import { sellerRefusals } from '#sellers/refusals.ts'

const refuse = refuser(sellerRefusals)

/**
 * Checks that a store may sell. Refuses `store.not_approved`, `store.suspended`, and `store.trader_data_missing` naming the missing trader
 * information that buyers must be shown (Digital Services Act, article 30).
 */
export async function checkMaySell(tx: Tx, storeId: string): Promise<void> {
  const { rows } = await sql<{ approved: boolean; suspended: boolean; missing: string[] }>`
    select s.approved_at is not null as approved, s.suspended_at is not null as suspended, array_remove(array[
      case when c.legal_name is null then 'legal_name' end,
      case when c.line1 is null or c.postal_code is null or c.city is null then 'address' end,
      case when c.phone is null then 'phone' end,
      case when s.email is null then 'email' end,
      case when c.register_number is null then 'register_number' end,
      case when c.self_certified_at is null then 'self_certification' end
    ], null) as missing
    from sellers.stores s join sellers.companies c on c.id = s.company_id where s.store_id = ${storeId}
  `.execute(tx)
  const store = rows[0]
  if (!store?.approved) throw refuse('store.not_approved')
  if (store.suspended) throw refuse('store.suspended')
  if (store.missing.length > 0) throw refuse('store.trader_data_missing', { missing: store.missing })
}

/**
 * Keeps a store from being suspended until the transaction ends; before its products are locked, as a suspension locks
 * in this order.
 */
export async function holdStore(tx: Tx, storeId: string): Promise<void> {
  await sql`select from sellers.stores where store_id = ${storeId} for share`.execute(tx)
}
