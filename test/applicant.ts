import { sql } from '#platform/db.ts'
import type { Market, Person } from './market.ts'

/** The six-digit code mailed last to an address. */
export async function codeFor(market: Market, email: string): Promise<string> {
  const { rows } = await sql<{ text: string }>`
    select text from platform.mails where recipient = ${email} order by id desc limit 1
  `.execute(market.db.read)
  return /\b\d{6}\b/.exec(rows[0]!.text)![0]
}

let made = 0

/** A person who applies to sell, with one of their applications. */
export type Applicant = Person & { readonly application_id: string }

/** A person who signed up to sell: logged in, with an application in draft. */
export async function applicant(
  market: Market,
  { country = 'FR', locale = 'en' as 'en' | 'fr' } = {},
): Promise<Applicant> {
  const email = `applicant${made++}@example.eu`
  const visitor = market.as(null)
  const { request } = await visitor.api.signUpToSell({
    country,
    email,
    password: 'open sesame',
    locale,
    terms: true,
  })
  const code = await codeFor(market, email)
  const { application_id } = await visitor.api.confirmToSell({ country, email, code, request })
  return { ...visitor, email, application_id }
}

/** A company whose numbers have valid check digits. */
export const frenchCompany = {
  legal_form: 'company',
  legal_name: 'Poterie des Brumes SARL',
  line1: '2 quai des Brumes',
  postal_code: '44000',
  city: 'Nantes',
  national_id: '732 829 320',
  vat_number: 'FR44732829320',
  register_number: 'RCS Nantes 732 829 320',
  phone: '+33 2 99 00 00 44',
} as const

export const representative = { representative: 'Maëlle Le Gall', birth_on: '1984-05-17', nationality: 'FR' }

export const pdf = Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')

/** A store whose address in the market nobody has yet; its e-mail address is unique, too. */
export const nextStore = (email: string) => ({
  name: 'Poterie des Brumes',
  slug: `poterie-${made++}`,
  about: 'Thrown by hand.',
  email,
  time_zone: 'Europe/Paris',
})

/** Fills in every step; tests submit it. */
export async function fillApplication(
  { api, application_id, email }: Applicant,
  { company = {}, store = {} }: { company?: object; store?: object } = {},
): Promise<void> {
  await api.saveCompany({ application_id, ...frenchCompany, ...company })
  await api.saveRepresentative({ application_id, ...representative })
  for (const kind of ['tax_card', 'id_document'] as const)
    await api.addDocument({
      application_id,
      kind,
      file: Buffer.concat([pdf, Buffer.from(email + kind)]),
      name: `${kind}.pdf`,
    })
  await api.saveStore({ application_id, ...nextStore(email), ...store })
}

/** An operator opens every document and approves, whatever does not go together. */
export async function approve({ api }: Person, application_id: string): Promise<void> {
  const { documents } = await api.reviewApplication({ application_id })
  for (const { id } of documents) await api.readDocument({ application_id, document_id: id })
  await api.approveApplication({ application_id, reason: 'checked by phone' })
}
