import { expect, test } from 'vitest'
import { z } from 'zod'
import { unknownFieldOf } from '#platform/unknown-field.ts'

const address = z.object({ city: z.string(), country: z.string().optional() })
const input = z.object({
  title: z.string().nullable().optional(),
  address: address.nullable().default(null),
  lines: z.array(z.object({ units: z.int() })).optional(),
  by_country: z.record(z.string(), z.object({ minor: z.int() })).optional(),
  value: z.unknown(),
  source: z
    .union([
      z.object({ kind: z.literal('url'), url: z.string() }),
      z.object({ kind: z.literal('file'), id: z.string() }),
    ])
    .optional(),
  at: z
    .object({ day: z.string() })
    .transform(({ day }) => day)
    .optional(),
  file: z.instanceof(Buffer).optional(),
})

test.each<[string | null, object]>([
  [null, { title: null, address: { city: 'Lyon' }, lines: [{ units: 1 }], by_country: { FR: { minor: 1 } } }],
  [null, { value: { anything: ['goes', { here: 1 }] }, file: Buffer.from('x'), at: { day: '1' } }],
  [null, { source: { kind: 'file', id: '1' } }],
  ['tilte', { tilte: 'x' }],
  ['address.zip', { address: { city: 'Lyon', zip: '1' } }],
  ['lines.1.price', { lines: [{ units: 1 }, { units: 1, price: 2 }] }],
  ['by_country.FR.major', { by_country: { FR: { minor: 1, major: 2 } } }],
  ['source.url', { source: { kind: 'file', id: '1', url: 'x' } }],
  ['at.month', { at: { day: '1', month: '2' } }],
  ['__proto__', JSON.parse('{"__proto__": {"title": "x"}}')],
  ['toString', { toString: 1 }],
])('E6d a field that the schema does not know is found: %s', (path, value) => {
  expect(unknownFieldOf(input, value)).toBe(path)
})
