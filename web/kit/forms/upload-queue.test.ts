import { expect, test } from 'vitest'
import { changed, type Photo } from './upload-queue.ts'

const photo = (key: string): Photo => ({
  key,
  url: `/${key}`,
  state: 'done',
  id: key,
  picture: { id: key, url: `/${key}`, width: 500, height: 500 },
})
const photos = [photo('a'), photo('b'), photo('c')]
const keys = (list: readonly Photo[]) => list.map(({ key }) => key).join('')

test.each([
  ['a', 2, 'bca'],
  ['c', 0, 'cab'],
  ['b', 1, 'abc'],
])('moving %s to place %i gives %s', (key, to, order) =>
  expect(keys(changed(photos, { type: 'move', key, to }))).toBe(order),
)

test('the answer for a photo that was removed changes nothing', () => {
  const left = changed(photos, { type: 'remove', key: 'b' })
  expect(keys(left)).toBe('ac')
  expect(changed(left, { type: 'update', key: 'b', photo: photo('b') })).toEqual(left)
})
