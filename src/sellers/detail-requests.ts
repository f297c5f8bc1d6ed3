import { postalCodeIn } from '#markets/index.ts'
import { type Reader, sql } from '#platform/db.ts'
import { newId } from '#platform/ids.ts'
import { refuser } from '#platform/refusal.ts'
import type { Tx } from '#platform/tx.ts'
import { isLatinName, needsLatinName } from '#sellers/latin-name.ts'
import { vatNumber } from '#sellers/national-ids.ts'
import { sellerRefusals } from '#sellers/refusals.ts'
import { type CheckedDetail, checkedDetails, type Details } from '#sellers/states.ts'

const refuse = refuser(sellerRefusals)

type Current = { readonly companyId: string; readonly country: string; readonly details: Required<Details> }

/** The checked details of a store and its company as they are. */
export async function currentDetails(reader: Reader, storeId: string): Promise<Current> {
  const { rows } = await sql<Required<Details> & { companyId: string; country: string }>`
    select c.id as "companyId", c.country, s.name, c.legal_name, c.latin_name, c.line1, c.postal_code, c.city,
      c.vat_number, c.register_number
    from sellers.stores s join sellers.companies c on c.id = s.company_id where s.store_id = ${storeId}
  `.execute(reader)
  const { companyId, country, ...details } = rows[0]!
  return { companyId, country, details }
}

/**
 * Requests a change of checked details; an open request of the store is replaced. Nothing changes until an operator
 * approves it. Returns the fields that would change, before and after. Refuses `store.not_approved` (an application can
 * be edited), `details.unchanged`, `address.postal_code_wrong`, `company.vat_number_wrong` and
 * `company.latin_name_wrong`.
 */
export async function requestDetails(
  tx: Tx,
  storeId: string,
  userId: string,
  given: Details,
  note: string,
): Promise<{ id: string; before: Details; after: Details }> {
  const { rows } = await sql`
    select from sellers.stores where store_id = ${storeId} and approved_at is not null for no key update
  `.execute(tx)
  if (rows.length === 0) throw refuse('store.not_approved')
  const { companyId, country, details } = await currentDetails(tx, storeId)
  const wanted = await checked(country, { ...details, ...given })
  const changed = checkedDetails.filter(field => wanted[field] !== details[field])
  if (changed.length === 0) throw refuse('details.unchanged')
  const pick = (from: Details): Details => Object.fromEntries(changed.map(field => [field, from[field] ?? null]))
  const [id, before, after] = [newId(), pick(details), pick(wanted)]
  await sql`delete from sellers.detail_requests where store_id = ${storeId} and decided_at is null`.execute(tx)
  await sql`
    insert into sellers.detail_requests
      (store_id, id, company_id, before, after, note, requested_by, requested_at)
    values (${storeId}, ${id}, ${companyId}, ${JSON.stringify(before)}, ${JSON.stringify(after)}, ${note}, ${userId},
      ${tx.now})
  `.execute(tx)
  return { id, before, after }
}

async function checked(country: string, details: Required<Details>): Promise<Required<Details>> {
  const { legal_name, latin_name, vat_number, postal_code } = details
  const latin = needsLatinName(legal_name ?? '') ? latin_name : null
  if (latin !== null && !isLatinName(latin)) throw refuse('company.latin_name_wrong')
  return {
    ...details,
    latin_name: latin,
    postal_code: postal_code && postalCodeIn(country, postal_code),
    vat_number: vat_number && (await vatNumber(vat_number)),
  }
}

/**
 * Decides on a request: approved, its fields are changed at once, for all stores of the company; rejected, the reason is
 * shown to the store. Refuses `details.not_found`, `details.decided`, and `details.reason_missing` for a rejection
 * without one. Returns the store and what was decided on.
 */
export async function decideDetails(
  tx: Tx,
  key: { readonly storeId: string; readonly id: string },
  userId: string,
  decision: { readonly approve: boolean; readonly reason: string },
): Promise<{ before: Details; after: Details }> {
  if (!decision.approve && !decision.reason) throw refuse('details.reason_missing')
  const { rows } = await sql<{ companyId: string; before: Details; after: Details; decided: boolean }>`
    select company_id as "companyId", before, after, decided_at is not null as decided from sellers.detail_requests
    where store_id = ${key.storeId} and id = ${key.id} for update
  `.execute(tx)
  const request = rows[0]
  if (!request) throw refuse('details.not_found')
  if (request.decided) throw refuse('details.decided')
  await sql`
    update sellers.detail_requests set decided_by = ${userId}, decided_at = ${tx.now}, approved = ${decision.approve},
      reason = ${decision.reason}
    where store_id = ${key.storeId} and id = ${key.id}
  `.execute(tx)
  if (decision.approve) await apply(tx, key.storeId, request.companyId, request.after)
  return request
}

async function apply(tx: Tx, storeId: string, companyId: string, after: Details): Promise<void> {
  const { name, ...company } = after
  if (name) await sql`update sellers.stores set name = ${name} where store_id = ${storeId}`.execute(tx)
  const fields = Object.keys(company) as CheckedDetail[]
  if (fields.length === 0) return
  const set = sql.join(fields.map(field => sql`${sql.ref(field)} = ${after[field]}`))
  await sql`update sellers.companies set ${set} where id = ${companyId}`.execute(tx)
}
