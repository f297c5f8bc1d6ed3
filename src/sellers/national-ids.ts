import { refuser } from '#platform/refusal.ts'
import { sellerRefusals } from '#sellers/refusals.ts'
import { type LegalForm, type NationalIdKind, nationalIdKind } from '#sellers/states.ts'

const refuse = refuser(sellerRefusals)

// the library takes 60 ms to load, so it is loaded at the first application, not at the start
const load = () => import('stdnum')

/** The country and name of the library's rule for a number, and the kind of holder. */
const rules = {
  siren: ['FR', 'siren', 'isCompany'],
  cif: ['ES', 'cif', 'isCompany'],
  dni_nie: ['ES', 'nif', 'isIndividual'],
  partita_iva: ['IT', 'iva', 'isCompany'],
  codice_fiscale: ['IT', 'codicefiscale', 'isIndividual'],
  vkn: ['TR', 'vkn', 'isCompany'],
  tc_kimlik: ['TR', 'tckimlik', 'isIndividual'],
  inn_company: ['RU', 'inn', 'isCompany'],
  inn_person: ['RU', 'inn', 'isIndividual'],
  uscc: ['CN', 'uscc', 'isCompany'],
} as const satisfies Record<Exclude<NationalIdKind, 'other'>, readonly [string, string, 'isCompany' | 'isIndividual']>

/**
 * A company's national number in its stored form: without spaces, in capitals. Refuses `company.national_id_wrong`
 * naming the kind, when its check digit or its format is wrong. For a country without a rule it is stored as typed.
 */
export async function nationalId(country: string, form: LegalForm, typed: string): Promise<string> {
  const kind = nationalIdKind(country, form)
  if (kind === 'other') return compact(typed)
  const [rulesOf, name, whose] = rules[kind]
  const { stdnum } = await load()
  const found = stdnum[rulesOf]![name]!.validate(compact(typed))
  if (!found.isValid || !found[whose]) throw refuse('company.national_id_wrong', { kind })
  return found.compact
}

/** A European VAT number in its stored form, with the country code in front. Refuses `company.vat_number_wrong`. */
export async function vatNumber(typed: string): Promise<string> {
  const text = compact(typed)
  const country = text.slice(0, 2)
  const { euVat } = await load()
  for (const rule of euVat[country === 'EL' ? 'GR' : country] ?? []) {
    const found = rule.validate(text)
    if (found.isValid) return country + (found.compact.startsWith(country) ? found.compact.slice(2) : found.compact)
  }
  throw refuse('company.vat_number_wrong')
}

const compact = (text: string): string => text.replaceAll(/[\s.\-/]/g, '').toUpperCase()
