import { expect, test } from 'vitest'
import { newPrices, totalOf } from './new-prices.ts'

test('the total shown while prices are typed takes off the discounts of the lines; none while an amount cannot be read', () => {
  const eur = (amount_minor: number) => ({ amount_minor, currency: 'EUR' })
  const line = { units: 3, discount: eur(300) }
  const order = { lines: [line, { ...line, units: 1, discount: eur(0) }] } as unknown as Parameters<typeof totalOf>[0]
  const form = new FormData()
  form.set('lines.0.unit', '15.00')
  form.set('lines.1.unit', '9.99')
  form.set('shipping', '1.00')
  expect(totalOf(order, newPrices(form, 'en'))).toBe(3 * 1_500 - 300 + 999 + 100)
  form.set('shipping', 'x')
  expect(totalOf(order, newPrices(form, 'en'))).toBeNaN()
})
