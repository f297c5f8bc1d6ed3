import { describe, expect, test } from 'vitest'
import { currencySign, formatMoney, parseMoney, typedAmount } from './money.ts'

const spaced = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ')

describe('a typed amount', () => {
  test.each([
    ['12', 1200],
    ['12.5', 1250],
    ['12,5', 1250],
    ['12.50', 1250],
    ['0,05', 5],
    ['1,299', 129900],
    ['1,299.00', 129900],
    ['1 299.00', 129900],
    ['€ 12.50', 1250],
    ['12.', 1200],
    ['1.299', null],
    ['1.299,00', 129900],
    ['12.505', null],
    ['1.000.000,00', 100_000_000],
    ['1.000', null],
    ['1,2,3', null],
    ['-5', null],
    ['.5', null],
    ['abc', null],
    ['', null],
    ['99999999999999999', null],
  ])('in English, %s is %s', (typed, minor) => expect(parseMoney(typed, 'EUR', 'en')).toBe(minor))

  test.each([
    ['12,5', 1250],
    ['12.5', 1250],
    ['1.299', 129900],
    ['1,299,000.50', 129900050],
    ['1.299,00', 129900],
    ['1 299,00 €', 129900],
    ['1\u202f299,00', 129900],
    ['1,299', null],
  ])('in French, %s is %s', (typed, minor) => expect(parseMoney(typed, 'EUR', 'fr')).toBe(minor))

  test('has no decimals in a currency without them', () => {
    expect(parseMoney('1299', 'JPY', 'en')).toBe(1299)
    expect(parseMoney('12.5', 'JPY', 'en')).toBeNull()
  })
})

test('a typed amount is shown as it would be typed', () => {
  for (const locale of ['en', 'fr'] as const)
    for (const amount_minor of [0, 5, 1250, 129900, 100000000]) {
      const typed = typedAmount({ amount_minor, currency: 'EUR' }, locale)
      expect(parseMoney(typed, 'EUR', locale)).toBe(amount_minor)
    }
})

test('amounts are written as each language writes them', () => {
  const money = { amount_minor: 129900, currency: 'EUR' }
  expect(formatMoney(money, 'en')).toBe('€1,299.00')
  expect(spaced(formatMoney(money, 'fr'))).toBe('1 299,00 €')
  expect(currencySign('EUR', 'fr')).toBe('€')
})
