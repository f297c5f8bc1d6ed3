import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { validateXML } from 'xmllint-wasm'
import { bankFile } from '#payouts/bank-file.ts'
import { sepaText } from '#payouts/sepa-text.ts'
import { newId } from '#platform/ids.ts'

const schema = readFileSync(new URL('../../test/pain.001.001.09.xsd', import.meta.url), 'utf8')
const faults = async (xml: string) =>
  (await validateXML({ xml: [{ fileName: 'file.xml', contents: xml }], schema })).errors.map(each => each.message)

const transfer = (netMinor: bigint, bic: string | null = null, holder = 'Atelier Rive SARL') => ({
  id: newId(),
  number: '7K2M-93QX',
  netMinor,
  iban: 'FR1420041010050500013M02606',
  holder,
  bic,
})
const file = (transfers: ReturnType<typeof transfer>[], bic: string | null = 'COBADEFFXXX') => ({
  id: newId(),
  at: Temporal.Instant.from('2026-11-23T23:30:00.123Z'),
  debtor: { name: 'Fondaco Zahlungen & Söhne', iban: 'DE89370400440532013000', bic },
  transfers,
})

test('the file keeps to the schema, and its control sums are the sums', async () => {
  const input = file([transfer(1n), transfer(123_456n, 'BNPAFRPP'), transfer(99_999_999_999n)])
  const xml = bankFile(input)
  expect(await faults(xml)).toEqual([])
  expect(xml.match(/<NbOfTxs>3<\/NbOfTxs>/g)).toHaveLength(2)
  expect(xml.match(/<CtrlSum>1000001234.56<\/CtrlSum>/g)).toHaveLength(2)
  expect(xml).toContain('<InstdAmt Ccy="EUR">0.01</InstdAmt>')
  expect(xml).toContain('<Nm>Fondaco Zahlungen + Sohne</Nm>')
  expect(xml).toContain('<CreDtTm>2026-11-23T23:30:00Z</CreDtTm>')
  expect(xml, 'banks’ days begin in Frankfurt').toContain('<Dt>2026-11-24</Dt>')
  expect(xml).toContain('<Ustrd>Payout 7K2M-93QX</Ustrd>')
  for (const { id } of input.transfers) expect(xml).toContain(`<EndToEndId>${id.replaceAll('-', '')}</EndToEndId>`)
})

test('a bank is named by its BIC, or marked as not provided', async () => {
  const xml = bankFile(file([transfer(500n)], null))
  expect(await faults(xml)).toEqual([])
  expect(xml).toContain('<Id>NOTPROVIDED</Id>')
  expect(xml).not.toContain('CdtrAgt')
})

test('the schema refuses what banks refuse', async () => {
  const xml = bankFile(file([transfer(500n)]))
  expect(await faults(xml.replace('Ccy="EUR"', 'Ccy="USD"'))).not.toEqual([])
  expect(await faults(xml.replace('5.00</InstdAmt>', '5.001</InstdAmt>'))).not.toEqual([])
  expect(await faults(xml.replace('<ChrgBr>SLEV</ChrgBr>\n', ''))).not.toEqual([])
  expect(await faults(xml.replace('Atelier', 'Ételier'))).not.toEqual([])
})

test('any text comes out in characters that every bank reads, and never grows past its limit', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.integer({ min: 1, max: 140 }), (text, max) => {
      const folded = sepaText(text, max)
      return folded.length <= max && /^[A-Za-z0-9/\-?:().,'+ ]*$/.test(folded)
    }),
  )
  expect(sepaText('Łukasz Müller – Œuvres & Cie “A”', 70)).toBe('Lukasz Muller OEuvres + Cie A')
})
