import fc from 'fast-check'
import { expect, test } from 'vitest'
import { humanOrderNumber, newId, parsePublicId, publicId } from '#platform/ids.ts'

test('new ids ascend, even within one millisecond', () => {
  let last = ''
  for (let i = 0; i < 20_000; i++) {
    const id = newId()
    expect(id > last).toBe(true)
    last = id
  }
  expect(last).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
})

test('a public id gives back the uuids it was made of, and nothing else passes for one', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.uuid(), (store, order) => {
      const id = publicId('ord', store, order)
      expect(parsePublicId('ord', 2, id)).toEqual([store, order])
      expect(parsePublicId('pur', 2, id)).toBeNull()
      expect(parsePublicId('ord', 1, id)).toBeNull()
    }),
  )
  fc.assert(
    fc.property(fc.string(), text => {
      const parsed = parsePublicId('ord', 2, text)
      return parsed === null || publicId('ord', ...parsed) === text
    }),
  )
  expect(parsePublicId('ord', 2, `ord_${'z'.repeat(44)}`)).toBeNull()
})

test('order numbers are short and free of look-alikes', () => {
  for (let i = 0; i < 200; i++)
    expect(humanOrderNumber(newId())).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/)
})
