import { type Reader, sql } from '#platform/db.ts'
import { needsLatinName } from '#sellers/latin-name.ts'
import { type CompanyStore, storesOf } from '#sellers/of-company.across.ts'
import type { ApplicationField, ApplicationState, DocumentKind, LegalForm } from '#sellers/states.ts'
import { applicationFields, optionalFields } from '#sellers/states.ts'

/** An application with all its answers. */
export type Application = {
  readonly storeId: string
  readonly companyId: string
  readonly userId: string
  readonly state: ApplicationState
  readonly reasons: Readonly<Partial<Record<ApplicationField, string>>>
  readonly note: string
  readonly submittedAt: Temporal.Instant | null
  readonly country: string
  /** The company's stores, this one too once it is named. */
  readonly stores: readonly CompanyStore[]
  /** The company has an approved store already: its details were checked and cannot change. */
  readonly companyChecked: boolean
  readonly answers: Answers
  readonly documents: readonly Document[]
}

export type Answers = {
  readonly legal_form: LegalForm | null
  readonly legal_name: string | null
  readonly latin_name: string | null
  readonly line1: string | null
  readonly postal_code: string | null
  readonly city: string | null
  readonly national_id: string | null
  readonly vat_number: string | null
  readonly register_number: string | null
  readonly phone: string | null
  readonly representative: string | null
  readonly birth_on: string | null
  readonly nationality: string | null
  readonly name: string | null
  readonly slug: string | null
  readonly about: string | null
  readonly email: string | null
  readonly time_zone: string | null
}

type Document = {
  readonly id: string
  readonly kind: DocumentKind
  readonly name: string
  readonly media_type: string
  readonly bytes: number
}

/** Reads an application; null when there is none. `lock` locks it until the transaction ends. */
export async function readApplication(
  reader: Reader,
  storeId: string,
  { lock = false }: { lock?: boolean } = {},
): Promise<Application | null> {
  if (lock) await sql`select 1 from sellers.applications where store_id = ${storeId} for no key update`.execute(reader)
  const { rows } = await sql<Omit<Application, 'stores' | 'companyChecked'>>`
    select a.store_id as "storeId", a.company_id as "companyId", a.user_id as "userId", a.state, a.reasons, a.note,
      a.submitted_at as "submittedAt", c.country,
      json_build_object('legal_form', c.legal_form, 'legal_name', c.legal_name, 'latin_name', c.latin_name,
        'line1', c.line1,
        'postal_code', c.postal_code, 'city', c.city, 'national_id', c.national_id, 'vat_number', c.vat_number,
        'register_number', c.register_number, 'phone', c.phone, 'representative', c.representative,
        'birth_on', c.birth_on, 'nationality', c.nationality, 'name', s.name, 'slug', s.slug, 'about', s.about,
        'email', s.email, 'time_zone', s.time_zone) as answers,
      coalesce((select json_agg(json_build_object('id', d.id, 'kind', d.kind, 'name', d.name,
          'media_type', d.media_type, 'bytes', d.bytes) order by d.id)
        from sellers.documents d where d.company_id = c.id), '[]') as documents
    from sellers.applications a join sellers.companies c on c.id = a.company_id
    left join sellers.stores s on s.store_id = a.store_id where a.store_id = ${storeId}
  `.execute(reader)
  const application = rows[0]
  if (!application) return null
  const stores = await storesOf(reader, application.companyId)
  return { ...application, stores, companyChecked: stores.some(store => store.approved && store.id !== storeId) }
}

/** The fields still missing before it can be submitted, in the order of the steps. */
export function missingOf({ answers, documents, companyChecked }: Application): ApplicationField[] {
  const isAnswered = (field: ApplicationField): boolean =>
    field in answers ? answers[field as keyof Answers] !== null : documents.some(document => document.kind === field)
  const asked: readonly ApplicationField[] = companyChecked ? ['name', 'slug', 'email', 'time_zone'] : applicationFields
  const inOtherScript = needsLatinName(answers.legal_name ?? '')
  const isRequired = (field: ApplicationField): boolean =>
    field === 'latin_name' ? inOtherScript : !optionalFields.includes(field)
  return asked.filter(field => isRequired(field) && !isAnswered(field))
}
