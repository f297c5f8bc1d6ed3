import { type Reader, sql } from '#platform/db.ts'
import type { ApplicationState } from '#sellers/states.ts'

// A company's stores lie where their ids lead, and so do their applications: found by index, on every node.

export type CompanyStore = {
  readonly id: string
  readonly name: string
  readonly slug: string
  readonly approved: boolean
}

/** The stores of a company, oldest first. */
export async function storesOf(reader: Reader, companyId: string): Promise<CompanyStore[]> {
  const { rows } = await sql<CompanyStore>`
    select store_id as id, name, slug, approved_at is not null as approved from sellers.stores
    where company_id = ${companyId} order by store_id
  `.execute(reader)
  return rows
}

/** The user's draft of an application for another store of a company, by its store; null when there is none. */
export async function draftOf(reader: Reader, companyId: string, userId: string): Promise<string | null> {
  const { rows } = await sql<{ store_id: string }>`
    select store_id from sellers.applications
    where company_id = ${companyId} and user_id = ${userId} and state = 'draft' limit 1
  `.execute(reader)
  return rows[0]?.store_id ?? null
}

type OwnApplication = {
  readonly storeId: string
  readonly state: ApplicationState
  readonly country: string
  readonly store: string | null
}

/** The latest applications that a user started, latest first. */
export async function applicationsOf(reader: Reader, userId: string): Promise<OwnApplication[]> {
  const { rows } = await sql<OwnApplication>`
    select a.store_id as "storeId", a.state, c.country, s.name as store from sellers.applications a
    join sellers.companies c on c.id = a.company_id left join sellers.stores s on s.store_id = a.store_id
    where a.user_id = ${userId} order by a.store_id desc limit 50
  `.execute(reader)
  return rows
}
