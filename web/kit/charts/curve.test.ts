import fc from 'fast-check'
import { expect, test } from 'vitest'
import { monotonePath, ticks } from './curve.ts'

test('a straight line stays one', () => {
  expect(
    monotonePath([
      [0, 0],
      [3, 3],
      [6, 6],
    ]),
  ).toBe('M0 0C1 1 2 2 3 3C4 4 5 5 6 6')
})

test('no points, no path; one point, no line', () => {
  expect(monotonePath([])).toBe('')
  expect(monotonePath([[1, 2]])).toBe('M1 2')
})

test('the curve never leaves the band between two neighbors', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 2, maxLength: 30 }), ys => {
      const path = monotonePath(ys.map((y, i) => [i * 10, y]))
      path
        .split('C')
        .slice(1)
        .forEach((segment, i) => {
          const [, y1, , y2] = segment.split(' ').map(Number)
          const [low, high] = [Math.min(ys[i]!, ys[i + 1]!), Math.max(ys[i]!, ys[i + 1]!)]
          for (const y of [y1!, y2!]) {
            expect(y).toBeGreaterThanOrEqual(low - 0.01)
            expect(y).toBeLessThanOrEqual(high + 0.01)
          }
        })
    }),
  )
})

test.each([
  [0, [0, 1]],
  [7, [0, 2, 4, 6, 8]],
  [100, [0, 25, 50, 75, 100]],
  [3170, [0, 1000, 2000, 3000, 4000]],
  [0.3, [0, 0.1, 0.2, 0.3]],
])('the lines of a chart up to %d', (max, values) => expect(ticks(max)).toEqual(values))
