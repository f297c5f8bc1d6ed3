import { sql } from '#platform/db.ts'
import { newId } from '#platform/ids.ts'
import { refuser } from '#platform/refusal.ts'
import type { Tx } from '#platform/tx.ts'
import { beginApplication } from '#sellers/move-application.ts'
import { draftOf } from '#sellers/of-company.across.ts'
import { sellerCountries } from '#sellers/policy.ts'
import { sellerRefusals } from '#sellers/refusals.ts'

const refuse = refuser(sellerRefusals)

/** Refuses `company.country_closed`, naming the countries that are open (R2.6). */
export function checkSellerCountry(policy: Tx['policy'], country: string): void {
  const countries = policy(sellerCountries)
  if (!countries.includes(country)) throw refuse('company.country_closed', { countries })
}

/**
 * Starts the application of a new company for its first store. Returns the id the store will have. Refusals: those of
 * `checkSellerCountry`.
 */
export async function startApplication(tx: Tx, userId: string, country: string): Promise<string> {
  checkSellerCountry(tx.policy, country)
  const companyId = newId()
  await sql`
    insert into sellers.companies (id, country, created_at) values (${companyId}, ${country}, ${tx.now})
  `.execute(tx)
  return draft(tx, companyId, userId)
}

/**
 * Starts the application of a selling company for another store (R2.4): its details are checked already, so only the
 * store's are needed. One draft at a time: a second call returns the same one. Refuses `store.not_approved` while
 * `storeId` is not.
 */
export async function startFurtherApplication(tx: Tx, userId: string, storeId: string): Promise<string> {
  const { rows } = await sql<{ company_id: string }>`
    select company_id from sellers.stores where store_id = ${storeId} and approved_at is not null
  `.execute(tx)
  if (!rows[0]) throw refuse('store.not_approved')
  const { company_id } = rows[0]
  return (await draftOf(tx, company_id, userId)) ?? draft(tx, company_id, userId)
}

async function draft(tx: Tx, companyId: string, userId: string): Promise<string> {
  const storeId = newId()
  await beginApplication(tx, { storeId, companyId, userId })
  return storeId
}
