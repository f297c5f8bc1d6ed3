import { expect, test } from 'vitest'
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

test('a body without files is its JSON: keys given before an update still hold after it', () => {
  const body = { value: [1, { at: '2026' }], key: 'x', none: null }
  expect(bodyText(body)).toBe(JSON.stringify(body))
})
