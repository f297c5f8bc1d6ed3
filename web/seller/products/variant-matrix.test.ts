import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  addColor,
  addSize,
  completed,
  type Matrix,
  matrixOf,
  missingIn,
  removeColor,
  removeRow,
  removeSize,
} from './variant-matrix.ts'

const red = { name: 'Brick', color_key: 'red', color: '#aa3322' }
const blue = { name: 'Night', color_key: 'blue', color: '#112244' }
const seen = ({ colors, rows }: Matrix) =>
  rows.map(({ colorId, size }) => [colors.find(({ id }) => id === colorId)?.name ?? null, size])

test('colors times sizes, in the order they were chosen; what was there first keeps its row', () => {
  const first = matrixOf([{ id: 'var_1', name: '', color: null, color_key: null, size: null, price_minor: 900 }])
  const all = addSize(addColor(addSize(addColor(first, red), 'S'), blue), 'M')
  expect(seen(all)).toEqual([
    ['Brick', 'S'],
    ['Brick', 'M'],
    ['Night', 'S'],
    ['Night', 'M'],
  ])
  expect(all.rows.map(({ id, price_minor }) => [id, price_minor])).toEqual([
    ['var_1', 900],
    [undefined, 900],
    [undefined, 900],
    [undefined, 900],
  ])
})

test('a removed row is offered as a missing combination, and can be restored', () => {
  const all = addSize(addSize(addColor(addColor(matrixOf([]), red), blue), 'S'), 'M')
  const without = removeRow(all, all.rows[1]!.key)
  expect(missingIn(without)).toEqual([{ colorId: 0, size: 'M' }])
  expect(seen(completed(without))).toEqual(seen(all))
})

test('the last color and the last size leave the rows without one', () => {
  const sized = addSize(addSize(addColor(matrixOf([]), red), 'S'), 'M')
  expect(seen(removeColor(sized, 0))).toEqual([
    [null, 'S'],
    [null, 'M'],
  ])
  expect(seen(removeSize(removeSize(removeColor(sized, 0), 'S'), 'M'))).toEqual([[null, null]])
})

test('whatever is added and removed, no two rows are the same and keys are unique', () => {
  const step = fc.oneof(
    fc
      .constantFrom(red, blue, { name: 'Moss', color_key: 'green', color: '#446633' })
      .map(
        option => (matrix: Matrix) =>
          matrix.colors.some(({ name }) => name === option.name) ? matrix : addColor(matrix, option),
      ),
    fc.constantFrom('S', 'M', 'L').map(size => (matrix: Matrix) => addSize(matrix, size)),
    fc.constantFrom('S', 'M', 'L').map(size => (matrix: Matrix) => removeSize(matrix, size)),
    fc
      .nat(2)
      .map(
        id => (matrix: Matrix) => (matrix.colors.some(option => option.id === id) ? removeColor(matrix, id) : matrix),
      ),
    fc.constant(completed),
  )
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), steps => {
      const end = steps.reduce((matrix, change) => change(matrix), matrixOf([]))
      const colors = seen(end).map(String)
      expect(new Set(colors).size).toBe(colors.length)
      expect(new Set(end.rows.map(({ key }) => key)).size).toBe(end.rows.length)
      expect(end.rows.length).toBeGreaterThan(0)
    }),
  )
})
