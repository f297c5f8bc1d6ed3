import { expect, test } from 'vitest'
import { z } from 'zod'
import { InstantInput } from '#platform/json.ts'
import { bodyText } from '#platform/route.ts'

test('a file is part of a body’s text by its hash: another file makes another text', () => {
  const file = Buffer.alloc(11_000_000, 7)
  const text = bodyText({ application_id: 'app_1', kind: 'other', name: 'x.pdf', file })
  expect(text.length).toBeLessThan(200)
  expect(text).toContain('app_1')
  const other = Buffer.from(file)
  other[10_999_999] = 8
  expect(bodyText({ application_id: 'app_1', kind: 'other', name: 'x.pdf', file: other })).not.toBe(text)
})

test('E6e inputs that mean the same have the same text: the order of fields, defaults and spellings make no difference', () => {
  const schema = z.object({ at: InstantInput, units: z.int().default(1), total: z.bigint().optional() })
  const textOf = (input: unknown) => bodyText(schema.parse(input))
  const text = textOf({ at: '2026-11-28T10:00:00Z', units: 1 })
  expect(textOf({ at: '2026-11-28T11:00:00+01:00' })).toBe(text)
  expect(textOf({ units: 1, at: '2026-11-28T10:00:00.000Z' })).toBe(text)
  expect(textOf({ units: 2, at: '2026-11-28T10:00:00Z' })).not.toBe(text)
  expect(textOf({ at: '2026-11-28T10:00:00Z', total: 5n })).not.toBe(textOf({ at: '2026-11-28T10:00:00Z', total: 6n }))
})
