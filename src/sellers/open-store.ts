import { sql } from '#platform/db.ts'
import { newId } from '#platform/ids.ts'
import type { Tx } from '#platform/tx.ts'
import { claimNames } from '#sellers/claims.ts'

export type NewStore = {
  readonly name: string
  readonly slug: string
  readonly about: string
  /** ISO 3166-1 alpha-2, upper case: the country whose public holidays count. */
  readonly country: string
  /** IANA name of the time zone in which its days are counted. */
  readonly timeZone: string
  /** The store's contact address, unique among stores. */
  readonly email: string
  readonly company: NewCompany
}

/** The company data that buyers are shown. */
export type NewCompany = {
  readonly legalName: string
  readonly line1: string
  readonly postalCode: string
  readonly city: string
  readonly registerNumber: string
  readonly phone: string
}

/**
 * Opens a store that may sell at once, and its company; the caller has checked both. Returns the store's id. Refuses
 * `store.address_taken` and `store.email_taken`.
 */
export async function openStore(tx: Tx, store: NewStore): Promise<string> {
  const storeId = newId()
  const companyId = newId()
  await claimNames(tx, storeId, store)
  const { company } = store
  await sql`
    insert into sellers.companies (id, country, legal_form, legal_name, line1, postal_code, city, register_number, phone,
      self_certified_at, created_at)
    values (${companyId}, ${store.country}, 'company', ${company.legalName}, ${company.line1}, ${company.postalCode},
      ${company.city}, ${company.registerNumber}, ${company.phone}, ${tx.now}, ${tx.now})
  `.execute(tx)
  await sql`
    insert into sellers.stores (store_id, slug, name, about, country, time_zone, email, company_id, opened_at, approved_at)
    values (${storeId}, ${store.slug}, ${store.name}, ${store.about}, ${store.country}, ${store.timeZone},
      ${store.email}, ${companyId}, ${tx.now}, ${tx.now})
  `.execute(tx)
  return storeId
}
