import { expect, test } from 'vitest'
import { DayInput, InstantInput, unstorableAt } from '#platform/json.ts'

test.each([
  ['2000-01-01T00:00:00Z', true],
  ['2099-12-31T23:59:59.999999999Z', true],
  ['2026-11-24T09:00:00+01:00', true],
  ['1999-12-31T23:59:59Z', false],
  ['2100-01-01T00:00:00Z', false],
  ['2100-01-01T00:30:00+01:00', true],
  ['9999-12-31T23:59:59.999999999Z', false],
  ['0000-01-01T00:00:00Z', false],
  ['2026-01-01T00:00:00.1234567891Z', false],
  ['2026-02-30T00:00:00Z', false],
  ['infinity', false],
])('the instant %s comes in: %s', (text, taken) => {
  expect(InstantInput.safeParse(text).success).toBe(taken)
})

test.each([
  ['2000-01-01', true],
  ['2099-12-31', true],
  ['1999-12-31', false],
  ['2100-01-01', false],
  ['2026-02-30', false],
])('the day %s comes in: %s', (text, taken) => {
  expect(DayInput.safeParse(text).success).toBe(taken)
})

test('text that cannot be stored is found wherever it is', () => {
  expect(
    unstorableAt({ title: 'Tasse 💥 \ud83d\udca5', list: [1, null, { a: '' }], file: Buffer.from([0xd8, 0]) }),
  ).toBe(null)
  expect(unstorableAt({ a: { b: ['x', 'y\udfff'] } })).toBe('a.b.1')
  expect(unstorableAt({ a: 'x\0' })).toBe('a')
  expect(unstorableAt({ attributes: { 'k\ud800': 'x' } })).toBe('attributes')
  const deep: unknown = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)
  expect(unstorableAt({ value: deep })).toContain('value')
})
