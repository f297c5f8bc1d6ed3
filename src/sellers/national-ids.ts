import { refuser } from '#platform/refusal.ts'
import { sellerRefusals } from '#sellers/refusals.ts'
import { type LegalForm, type NationalIdKind, nationalIdKind } from '#sellers/states.ts'

const refuse = refuser(sellerRefusals)

// all countries of the library take 60 ms to load: the first application pays them, not the start
const load = () => import('stdnum')

/** Country and name of the rule a number is checked by, and whose number it must be. */
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
 * A company's national number as it is kept: without spaces, in capitals. Refuses `company.national_id_wrong` naming the
 * kind, when its check digit or its form is wrong. A country we have no rule for is taken as typed.
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

/** A European VAT number with its country in front, as it is kept. Refuses `company.vat_number_wrong`. */
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
