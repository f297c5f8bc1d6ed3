import { expect, test } from 'vitest'
import { type Receipt, receiptPdf } from '#documents/receipt.ts'

const amount = (amount_minor: number) => ({ amount_minor, currency: 'EUR' })
const line = { title: 'Mug', variant: 'Blue', units: 1, unit: amount(1_990), total: amount(1_990) }
const receipt: Receipt = {
  number: 'ABCD-1234',
  placed_at: '2026-11-20T10:00:00Z',
  paid_at: '2026-11-20T10:01:00Z',
  store: { name: 'Zapatería Alondra', country: 'ES' },
  seller: null,
  address: { name: 'Zoé Łuk', line1: '1 rue de la Paix', postal_code: '75002', city: 'Paris', country: 'FR' },
  lines: [line],
  service: 'standard',
  items: amount(1_990),
  shipping: amount(490),
  total: amount(2_480),
  refunds: [],
}
const pagesOf = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type \/Page\b/g)!.length

test('E3c a receipt is the same file each time; a hundred lines, or long titles, take several pages', async () => {
  const one = await receiptPdf(receipt, 'en')
  expect(pagesOf(one)).toBe(1)
  expect(await receiptPdf(receipt, 'en')).toEqual(one)
  expect(await receiptPdf(receipt, 'fr')).not.toEqual(one)
  const many = await receiptPdf({ ...receipt, lines: Array(100).fill(line) }, 'en')
  expect(pagesOf(many)).toBe(3)
  const long = await receiptPdf({ ...receipt, lines: Array(40).fill({ ...line, title: '长'.repeat(120) }) }, 'en')
  expect(pagesOf(long)).toBe(4)
})
