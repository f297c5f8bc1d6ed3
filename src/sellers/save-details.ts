import { postalCodeIn } from '#markets/index.ts'
import { type Reader, sql } from '#platform/db.ts'
import { refuser } from '#platform/refusal.ts'
import type { Tx } from '#platform/tx.ts'
import { claimNames } from '#sellers/claims.ts'
import { isLatinName, needsLatinName } from '#sellers/latin-name.ts'
import { nationalId, vatNumber } from '#sellers/national-ids.ts'
import { type Application, readApplication } from '#sellers/read-application.ts'
import { sellerRefusals } from '#sellers/refusals.ts'
import { editableStates, type LegalForm } from '#sellers/states.ts'

const refuse = refuser(sellerRefusals)

/** The application, for its applicant to read. Refuses `application.not_found`, also for somebody else's. */
export async function openApplication(reader: Reader, storeId: string, userId: string): Promise<Application> {
  const application = await readApplication(reader, storeId)
  if (application?.userId !== userId || !(await isTheirs(reader, application))) throw refuse('application.not_found')
  return application
}

/**
 * The person who started it, while there is no store yet; later only owners of one of the company's stores, so that
 * former owners have no access to its documents.
 */
export async function isTheirs(reader: Reader, { stores, userId }: Application): Promise<boolean> {
  if (stores.length === 0) return true
  const { rows } = await sql`
    select from accounts.memberships
    where user_id = ${userId} and role = 'owner' and store_id = any(${stores.map(store => store.id)}::uuid[]) limit 1
  `.execute(reader)
  return rows.length > 0
}

/**
 * The application, locked, for its applicant to change. Refuses `application.not_found` (also when it is somebody
 * else's), `application.wrong_state` while it is being checked or once it is approved, and, for company details after
 * the first approval, `company.checked`.
 */
export async function openForWriting(
  tx: Tx,
  storeId: string,
  userId: string,
  part: 'company' | 'store',
): Promise<Application> {
  const application = await readApplication(tx, storeId, { lock: true })
  if (application?.userId !== userId || !(await isTheirs(tx, application))) throw refuse('application.not_found')
  if (!editableStates.includes(application.state)) throw refuse('application.wrong_state')
  if (part === 'company' && application.companyChecked) throw refuse('company.checked')
  return application
}

type CompanyInput = {
  readonly legal_form: LegalForm
  readonly legal_name: string
  readonly latin_name: string | null
  readonly line1: string
  readonly postal_code: string
  readonly city: string
  readonly national_id: string
  readonly vat_number: string | null
  readonly register_number: string
  readonly phone: string
}

/**
 * Refuses `address.postal_code_wrong`, `company.national_id_wrong`, `company.vat_number_wrong` and
 * `company.latin_name_wrong`. A Latin name is kept only beside a name in another script. A sole trader represents
 * themselves.
 */
export async function saveCompany(tx: Tx, { companyId, country }: Application, input: CompanyInput): Promise<void> {
  const id = await nationalId(country, input.legal_form, input.national_id)
  const vat = input.vat_number && (await vatNumber(input.vat_number))
  const postalCode = postalCodeIn(country, input.postal_code)
  const latinName = needsLatinName(input.legal_name) ? input.latin_name : null
  if (latinName !== null && !isLatinName(latinName)) throw refuse('company.latin_name_wrong')
  const alone = input.legal_form === 'sole_trader'
  await sql`
    update sellers.companies set legal_form = ${input.legal_form}, legal_name = ${input.legal_name},
      latin_name = ${latinName}, line1 = ${input.line1}, postal_code = ${postalCode}, city = ${input.city}, national_id = ${id},
      vat_number = ${vat}, register_number = ${input.register_number}, phone = ${input.phone},
      representative = case when ${alone} then ${input.legal_name} else representative end
    where id = ${companyId}
  `.execute(tx)
}

type RepresentativeInput = {
  readonly representative: string
  readonly birth_on: string
  readonly nationality: string
}

export async function saveRepresentative(
  tx: Tx,
  { companyId }: Application,
  { representative, birth_on, nationality }: RepresentativeInput,
): Promise<void> {
  await sql`
    update sellers.companies set birth_on = ${birth_on}, nationality = ${nationality},
      representative = case when legal_form = 'sole_trader' then legal_name else ${representative} end
    where id = ${companyId}
  `.execute(tx)
}

type StoreInput = {
  readonly name: string
  readonly slug: string
  readonly about: string
  readonly email: string
  readonly time_zone: string
}

/** Saves the store's names; the store exists from then on and can be prepared. Refusals: those of `claimNames`. */
export async function saveStore(tx: Tx, application: Application, store: StoreInput): Promise<void> {
  const { storeId, companyId, country } = application
  await claimNames(tx, storeId, store)
  await sql`
    insert into sellers.stores (store_id, slug, name, about, country, time_zone, email, company_id, opened_at)
    values (${storeId}, ${store.slug}, ${store.name}, ${store.about}, ${country}, ${store.time_zone}, ${store.email},
      ${companyId}, ${tx.now})
    on conflict (store_id) do update set slug = excluded.slug, name = excluded.name, about = excluded.about,
      time_zone = excluded.time_zone, email = excluded.email
  `.execute(tx)
}
