import { expect, test } from 'vitest'
import { relativeText } from './relative-time.tsx'

const hour = 3_600_000

test.each([
  [-20_000, 'this minute'],
  [-5 * 60_000, '5 minutes ago'],
  [-3 * hour, '3 hours ago'],
  [-25 * hour, 'yesterday'],
  [49 * hour, 'in 2 days'],
  [-8 * 24 * hour, null],
])('%i ms away is %s', (distance, text) => expect(relativeText(1e12 + distance, 1e12, 'en')).toBe(text))

test('French has its own words', () => expect(relativeText(1e12 - 25 * hour, 1e12, 'fr')).toBe('hier'))
