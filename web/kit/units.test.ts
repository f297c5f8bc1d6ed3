import { expect, test } from 'vitest'
import { formatUnit, readIn, typedIn } from './units.ts'

test('basis points are shown as per cent and cents as euros, and typed values are read back unchanged', () => {
  expect(formatUnit('bps', 725, 'en')).toBe('7.25%')
  expect(formatUnit('cents', 10, 'en')).toBe('€0.10')
  expect(formatUnit('hours', 1_440, 'en')).toBe('1,440')
  for (const unit of ['bps', 'cents', 'hours'])
    for (const value of [0, 1, 10, 29, 57, 725, 10_000]) expect(readIn(unit, String(typedIn(unit, value)))).toBe(value)
  expect(readIn('bps', ' ')).toBeNaN()
})
