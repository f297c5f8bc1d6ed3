import type { Answers } from '#sellers/read-application.ts'
import type { Mismatch } from '#sellers/states.ts'

/** Inconsistencies in an application, and similarities to others, for the reviewer to decide on. */
export function mismatchesOf(
  country: string,
  answers: Answers,
  known: { today: Temporal.PlainDate; age: number; nationalIdUsed: boolean; documentUsed: boolean },
): Mismatch[] {
  const { vat_number: vat, national_id: id, birth_on } = answers
  const born = birth_on ? Temporal.PlainDate.from(birth_on) : null
  const found: Record<Mismatch, boolean> = {
    vat_country: vat !== null && vat.slice(0, 2) !== country,
    vat_other_number: vat?.slice(0, 2) === country && !vatHolds(answers, vat),
    birth_date_in_id: born !== null && birthInId(answers, born) === false,
    under_age: born !== null && Temporal.PlainDate.compare(born.add({ years: known.age }), known.today) > 0,
    register_other_number: country === 'FR' && registerDiffers(answers),
    national_id_used: id !== null && known.nationalIdUsed,
    document_used: known.documentUsed,
  }
  return (Object.keys(found) as Mismatch[]).filter(name => found[name])
}

/** A VAT number ends in the national number, except for Italian persons, whose tax code is a different number. */
function vatHolds({ national_id: id, legal_form: form }: Answers, vat: string): boolean {
  const person = vat.startsWith('IT') && form === 'sole_trader'
  return id === null || person || vat.endsWith(id)
}

/** A French register number (RCS) ends in the SIREN, with which a SIRET begins. */
function registerDiffers({ national_id: id, register_number: register }: Answers): boolean {
  const digits = register?.replaceAll(/\D/g, '') ?? ''
  return id !== null && digits.length >= 9 && digits.slice(-9) !== id.slice(0, 9)
}

const months = 'ABCDEHLMPRST'

/** The date of birth in an Italian tax code (the day plus 40 for women); null: not such a code. */
function birthInId({ national_id: id }: Answers, born: Temporal.PlainDate): boolean | null {
  const code = /^[A-Z]{6}(\d{2})([A-Z])(\d{2})[A-Z]\w{3}[A-Z]$/.exec(id ?? '')
  if (!code) return null
  const [, year, month, day] = code
  return Number(year) === born.year % 100 && months.indexOf(month!) + 1 === born.month && Number(day) % 40 === born.day
}
