import { sql } from '#platform/db.ts'
import { refuser } from '#platform/refusal.ts'
import type { Tx } from '#platform/tx.ts'
import { claimEmail } from '#sellers/claims.ts'
import { sellerRefusals } from '#sellers/refusals.ts'

const refuse = refuser(sellerRefusals)

/** What a store may change at once: it says nothing that was checked. Pictures are ids of the store's files. */
export type StoreSettings = {
  readonly about: string
  readonly email: string
  readonly phone: string
  readonly logo: string | null
  readonly banner: string | null
}

/**
 * Saves what a store may change at once; the phone number is the company's, and changes for all its stores. Returns the
 * settings before. Refuses `store.email_taken`, and `store.picture_unknown` for a picture that is not among its files.
 */
export async function saveSettings(tx: Tx, storeId: string, after: StoreSettings): Promise<StoreSettings> {
  const { rows } = await sql<StoreSettings & { companyId: string }>`
    select s.about, s.email, c.phone, s.logo, s.banner, c.id as "companyId" from sellers.stores s
    join sellers.companies c on c.id = s.company_id where s.store_id = ${storeId} for no key update of s
  `.execute(tx)
  const { companyId, ...before } = rows[0]!
  const pictures = [after.logo, after.banner].filter(id => id !== null)
  const known = await sql`
    select from platform.files where owner = ${storeId} and id = any(${pictures}::uuid[])
  `.execute(tx)
  if (known.rows.length < new Set(pictures).size) throw refuse('store.picture_unknown')
  await claimEmail(tx, storeId, after.email)
  await sql`
    update sellers.stores set about = ${after.about}, email = ${after.email}, logo = ${after.logo}, banner = ${after.banner}
    where store_id = ${storeId}
  `.execute(tx)
  await sql`update sellers.companies set phone = ${after.phone} where id = ${companyId}`.execute(tx)
  return before
}
