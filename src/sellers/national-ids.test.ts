import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nationalId, vatNumber } from '#sellers/national-ids.ts'
import type { LegalForm } from '#sellers/states.ts'
import { refusalOf } from '../../test/market.ts'

/** Valid numbers from published examples, and their stored form. */
const right: readonly [country: string, form: LegalForm, typed: string, kept: string][] = [
  ['FR', 'company', '732 829 320', '732829320'],
  ['FR', 'sole_trader', '552008443', '552008443'],
  ['ES', 'company', 'A-5881.8501', 'A58818501'],
  ['ES', 'sole_trader', '54362315-k', '54362315K'],
  ['ES', 'sole_trader', 'X2482300W', 'X2482300W'],
  ['IT', 'company', '00743110157', '00743110157'],
  ['IT', 'sole_trader', 'rcc mnl 83s18 d969h', 'RCCMNL83S18D969H'],
  ['TR', 'company', '4540536920', '4540536920'],
  ['TR', 'sole_trader', '17291716060', '17291716060'],
  ['RU', 'company', '1234567894', '1234567894'],
  ['RU', 'sole_trader', '123456789047', '123456789047'],
  ['CN', 'company', '91110000600037341L', '91110000600037341L'],
]

test.each(right)('R2.2c %s %s: %s', async (country, form, typed, kept) => {
  expect(await nationalId(country, form, typed)).toBe(kept)
})

test('R2.2c one digit changed is refused, whichever it is', async () => {
  const checked = fc.constantFrom(...right.filter(([country]) => country !== 'IT'))
  await fc.assert(
    fc.asyncProperty(checked, fc.nat(), fc.integer({ min: 1, max: 9 }), async ([country, form, , kept], at, by) => {
      const digits = [...kept.matchAll(/\d/g)].map(match => match.index)
      const place = digits[at % digits.length]!
      const changed = kept.slice(0, place) + ((Number(kept[place]) + by) % 10) + kept.slice(place + 1)
      expect(await refusalOf(nationalId(country, form, changed))).toBe('company.national_id_wrong')
    }),
    { numRuns: 400 },
  )
})

test('R2.2c a wrong last character is refused in every country and form', async () => {
  for (const [country, form, , kept] of right)
    for (const last of /\d$/.test(kept) ? '0123456789' : 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') {
      if (kept.endsWith(last)) continue
      expect(await refusalOf(nationalId(country, form, kept.slice(0, -1) + last)), `${country} ${kept} ${last}`).toBe(
        'company.national_id_wrong',
      )
    }
})

test('R2.5a a person’s number is none of a company, nor the other way round', async () => {
  const swapped: Record<LegalForm, LegalForm> = { company: 'sole_trader', sole_trader: 'company' }
  for (const [country, form, typed] of right.filter(([each]) => !['FR', 'CN'].includes(each)))
    expect(await refusalOf(nationalId(country, swapped[form], typed)), `${country} ${typed}`).toBe(
      'company.national_id_wrong',
    )
})

test('R2.2d a VAT number is kept with its country and refused with a wrong check digit', async () => {
  expect(await vatNumber('fr 44 732 829 320')).toBe('FR44732829320')
  expect(await vatNumber('IT00743110157')).toBe('IT00743110157')
  expect(await vatNumber('DE 136 695 976')).toBe('DE136695976')
  for (const wrong of ['FR45732829320', 'IT00743110158', '732829320', 'XX12345678', '<script>'])
    expect(await refusalOf(vatNumber(wrong)), wrong).toBe('company.vat_number_wrong')
})
