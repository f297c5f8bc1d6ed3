import { marketRefusals } from '#markets/refusals.ts'
import { refuser } from '#platform/refusal.ts'

const refuse = refuser(marketRefusals)

/** The postal code formats of each country: `9` is a digit, `A` a letter, `*` either, other characters are literal. */
const forms: Readonly<Record<string, readonly string[]>> = {
  AT: ['9999'],
  BE: ['9999'],
  BG: ['9999'],
  CH: ['9999'],
  CN: ['999999'],
  CY: ['9999'],
  CZ: ['999 99'],
  DE: ['99999'],
  DK: ['9999'],
  EE: ['99999'],
  ES: ['99999'],
  FI: ['99999'],
  FR: ['99999'],
  GB: ['A9 9AA', 'A99 9AA', 'A9A 9AA', 'AA9 9AA', 'AA99 9AA', 'AA9A 9AA'],
  GR: ['999 99'],
  HR: ['99999'],
  HU: ['9999'],
  IE: ['A9* ****'],
  IS: ['999'],
  IT: ['99999'],
  LI: ['9999'],
  LT: ['99999'],
  LU: ['9999'],
  LV: ['9999'],
  MC: ['99999'],
  MT: ['AAA 9999'],
  NL: ['9999 AA'],
  NO: ['9999'],
  PL: ['99-999'],
  PT: ['9999-999'],
  RO: ['999999'],
  SE: ['999 99'],
  SI: ['9999'],
  SK: ['999 99'],
  SM: ['99999'],
  TR: ['99999'],
  US: ['99999', '99999-9999'],
}

/**
 * A postal code as its country writes it: `1012ab` becomes `1012 AB`, `D-10115` becomes `10115`. Refuses
 * `address.postal_code_wrong`, with an example (E2). For countries without a known format it is left as it is.
 */
export function postalCodeIn(country: string, code: string): string {
  const known = forms[country]
  if (!known) return code
  const typed = code.toUpperCase().replaceAll(/[^A-Z0-9]/g, '')
  const bare = known[0]!.startsWith('9') ? typed.replace(/^[A-Z]{1,2}(?=\d)/, '') : typed
  const written = known.map(form => writtenAs(form, bare)).find(each => each !== null)
  if (!written) throw refuse('address.postal_code_wrong', { country, example: exampleOf(known[0]!) })
  return written
}

const kinds: Readonly<Record<string, RegExp>> = { '9': /\d/, A: /[A-Z]/, '*': /[A-Z\d]/ }

/** The code in this format, or null when it does not match. */
function writtenAs(form: string, code: string): string | null {
  const left = [...code]
  const written = [...form].map(each => {
    const kind = kinds[each]
    if (!kind) return each
    const next = left.shift()
    return next !== undefined && kind.test(next) ? next : '!'
  })
  return left.length > 0 || written.includes('!') ? null : written.join('')
}

const exampleOf = (form: string): string => {
  let [digit, letter] = [0, 0]
  return form.replaceAll(/[9A*]/g, kind =>
    kind === 'A' || (kind === '*' && letter <= digit / 2) ? 'DKPTX'[letter++ % 5]! : `${(digit++ % 9) + 1}`,
  )
}
