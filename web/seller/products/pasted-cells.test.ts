import { expect, test } from 'vitest'
import { pastedCells, skuFrom } from './pasted-cells.ts'
import { renamed, shadeOf } from './shades.ts'

test('R27.1g cells of a spreadsheet fill the table to the right and down, and stop at its end', () => {
  expect(pastedCells('12,50\t4\n13,00\t5\r\n14,00\t6\n', 'variants.1.price', 3)).toEqual([
    { name: 'variants.1.price', value: '12,50' },
    { name: 'variants.1.on_hand', value: '4' },
    { name: 'variants.2.price', value: '13,00' },
    { name: 'variants.2.on_hand', value: '5' },
  ])
  expect(pastedCells('4006381333931\t250\tignored', 'variants.0.gtin', 1)).toEqual([
    { name: 'variants.0.gtin', value: '4006381333931' },
    { name: 'variants.0.weight_grams', value: '250' },
  ])
})

test('R27.1g a single text, and other fields, are left to the browser', () => {
  expect(pastedCells('12,50', 'variants.0.price', 3)).toBeNull()
  expect(pastedCells('a\tb', 'title', 3)).toBeNull()
  expect(pastedCells('a\tb', 'variants.0.name', 3)).toBeNull()
})

test('R27.1g a pattern makes a SKU of colour and size', () => {
  expect(skuFrom('TEE-{color}-{size}', 'Bleu pétrole', 'XL', 1)).toBe('TEE-BLEU-PETROLE-XL')
  expect(skuFrom('TEE-{color}-{size}', 'Red', '', 1)).toBe('TEE-RED')
  expect(skuFrom('MUG-{n}', '', '', 3)).toBe('MUG-3')
})

test('a renamed colour takes the shade of its name, unless the seller chose one', () => {
  const blue = { name: 'Blue', color_key: 'blue', color: shadeOf('blue') }
  const navy = renamed(blue, 'Navy')
  expect(navy).toMatchObject({ name: 'Navy', color: '#232f4b' })
  expect(renamed(navy, 'Sea').color).toBe(blue.color)
  expect(renamed({ ...blue, color: '#123456' }, 'Navy').color).toBe('#123456')
})
