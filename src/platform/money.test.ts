import fc from 'fast-check'
import { expect, test } from 'vitest'
import { allocate, shareOf } from '#platform/money.ts'

const amount = fc.bigInt(0n, 10n ** 12n)
const weights = fc.array(fc.bigInt(0n, 10n ** 9n), { minLength: 1, maxLength: 20 })

test('parts of an allocation add up to the total, and none is off by more than a unit', () => {
  fc.assert(
    fc.property(amount, weights, (total, given) => {
      const parts = allocate(total, given)
      expect(parts.reduce((a, b) => a + b, 0n)).toBe(total)
      const sum = given.reduce((a, b) => a + b, 0n)
      if (sum === 0n) return
      parts.forEach((part, place) => {
        const floor = (total * given[place]!) / sum
        expect(part === floor || part === floor + 1n).toBe(true)
      })
    }),
  )
})

test('remainders go to the largest remainder, the earlier place first', () => {
  expect(allocate(100n, [1n, 1n, 1n])).toEqual([34n, 33n, 33n])
  expect(allocate(10n, [1n, 2n, 4n])).toEqual([1n, 3n, 6n])
  expect(allocate(5n, [0n, 0n])).toEqual([3n, 2n])
  expect(allocate(0n, [3n, 1n])).toEqual([0n, 0n])
})

test('a share is rounded half up and never exceeds the amount', () => {
  expect(shareOf(1_250n, 700)).toBe(88n) // 87.5
  expect(shareOf(1n, 700)).toBe(0n)
  fc.assert(fc.property(amount, fc.integer({ min: 0, max: 10_000 }), (total, bps) => shareOf(total, bps) <= total))
})
