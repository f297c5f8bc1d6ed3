import type { Product } from './product-values.ts'

/** A variant in the table: with its picture and its units. */
type Saved = Omit<Product['variants'][number], 'picture'> & {
  picture: Product['files'][number] | null
  on_hand: number
  reserved: number
}

export function variantsOf({ variants, files, stock }: Product): Saved[] {
  const pictures = new Map(files.map(file => [file.id, file]))
  const units = new Map(stock.map(row => [row.variant_id, row]))
  return variants.map(variant => ({
    ...variant,
    picture: (variant.picture && pictures.get(variant.picture)) || null,
    on_hand: units.get(variant.id)?.on_hand ?? 0,
    reserved: units.get(variant.id)?.reserved ?? 0,
  }))
}

/** A color as the seller shows it: their name for it, one of the market's colors, the exact shade. */
export type ColorOption = { id: number; name: string; color_key: string | null; color: string }

/** A variant being edited. `key` stays the same while rows are added and removed. */
export type Row = Partial<Omit<Saved, 'color' | 'color_key' | 'size' | 'name'>> & {
  key: number
  colorId: number | null
  /** For a variant without a color. */
  name: string
  size: string | null
}
export type Matrix = { colors: readonly ColorOption[]; sizes: readonly string[]; rows: readonly Row[] }

/** The initial shade of a color. */
export const noShade = '#888888'

type Written = Partial<Saved> & Pick<Saved, 'name' | 'color' | 'color_key' | 'size'>

/** Variants as rows, with the distinct colors and sizes. Without variants, one empty row. */
export function matrixOf(variants: readonly Written[]): Matrix {
  const colors: ColorOption[] = []
  const rows = variants.map(({ name, color, color_key, ...rest }, key): Row => {
    if (color === null && color_key === null) return { ...rest, key, name, colorId: null }
    const known = colors.find(option => option.name === name && option.color_key === color_key)
    const option = known ?? { id: colors.length, name, color_key, color: color ?? noShade }
    if (!known) colors.push(option)
    return { ...rest, key, name: '', colorId: option.id }
  })
  const sizes = [...new Set(rows.flatMap(({ size }) => size ?? []))]
  return { colors, sizes, rows: rows.length > 0 ? rows : [blank(0)] }
}

/** Adds a color: the first one is set on the existing rows, any other adds a row for each size. */
export function addColor(matrix: Matrix, option: Omit<ColorOption, 'id'>): Matrix {
  const added = { ...option, id: Math.max(-1, ...matrix.colors.map(({ id }) => id)) + 1 }
  const rows =
    matrix.colors.length === 0
      ? matrix.rows.map(row => ({ ...row, colorId: added.id }))
      : [...matrix.rows, ...newRows(matrix, [added.id], sizesIn(matrix))]
  return ordered({ ...matrix, colors: [...matrix.colors, added], rows })
}

/** Adds a size, as with colors. */
export function addSize(matrix: Matrix, size: string): Matrix {
  if (size === '' || matrix.sizes.includes(size)) return matrix
  const rows =
    matrix.sizes.length === 0
      ? matrix.rows.map(row => ({ ...row, size }))
      : [...matrix.rows, ...newRows(matrix, colorIdsIn(matrix), [size])]
  return ordered({ ...matrix, sizes: [...matrix.sizes, size], rows })
}

/** Removes a color with its rows; removing the last one only clears the color of the rows. */
export function removeColor(matrix: Matrix, id: number): Matrix {
  const colors = matrix.colors.filter(option => option.id !== id)
  const rows =
    colors.length === 0
      ? matrix.rows.map(row => ({ ...row, colorId: null }))
      : matrix.rows.filter(({ colorId }) => colorId !== id)
  return { ...matrix, colors, rows: colors.length === 0 && matrix.sizes.length === 0 ? rows.slice(0, 1) : rows }
}

export function removeSize(matrix: Matrix, size: string): Matrix {
  const sizes = matrix.sizes.filter(each => each !== size)
  const rows =
    sizes.length === 0 ? matrix.rows.map(row => ({ ...row, size: null })) : matrix.rows.filter(row => row.size !== size)
  return { ...matrix, sizes, rows: matrix.colors.length === 0 && sizes.length === 0 ? rows.slice(0, 1) : rows }
}

export const addRow = (matrix: Matrix): Matrix => ({ ...matrix, rows: [...matrix.rows, blank(nextKey(matrix))] })

export const removeRow = (matrix: Matrix, key: number): Matrix => ({
  ...matrix,
  rows: matrix.rows.filter(row => row.key !== key),
})

/** Combinations of colors and sizes that have no row. */
export const missingIn = (matrix: Matrix): { colorId: number | null; size: string | null }[] =>
  colorIdsIn(matrix)
    .flatMap(colorId => sizesIn(matrix).map(size => ({ colorId, size })))
    .filter(({ colorId, size }) => !matrix.rows.some(row => row.colorId === colorId && row.size === size))

export const completed = (matrix: Matrix): Matrix =>
  ordered({
    ...matrix,
    rows: [
      ...matrix.rows,
      ...missingIn(matrix).flatMap(({ colorId, size }, n) => newRows(matrix, [colorId], [size], n)),
    ],
  })

const colorIdsIn = ({ colors }: Matrix): (number | null)[] => (colors.length > 0 ? colors.map(({ id }) => id) : [null])
const sizesIn = ({ sizes }: Matrix): (string | null)[] => (sizes.length > 0 ? [...sizes] : [null])
const nextKey = ({ rows }: Matrix): number => Math.max(-1, ...rows.map(({ key }) => key)) + 1
const blank = (key: number): Row => ({ key, colorId: null, name: '', size: null })

/** Price and weight of the first row: they are usually the same. */
function newRows(
  matrix: Matrix,
  colors: readonly (number | null)[],
  sizes: readonly (string | null)[],
  from = 0,
): Row[] {
  const { price_minor, weight_grams } = matrix.rows[0] ?? {}
  return colors
    .flatMap(colorId => sizes.map(size => ({ colorId, size })))
    .map((row, n) => ({
      ...blank(nextKey(matrix) + from + n),
      ...row,
      ...(price_minor !== undefined && { price_minor }),
      ...(weight_grams !== undefined && { weight_grams }),
    }))
}

/** By color, then by size, each in the order they were chosen. */
const ordered = (matrix: Matrix): Matrix => ({
  ...matrix,
  rows: matrix.rows.toSorted(
    (a, b) =>
      colorIdsIn(matrix).indexOf(a.colorId) - colorIdsIn(matrix).indexOf(b.colorId) ||
      sizesIn(matrix).indexOf(a.size) - sizesIn(matrix).indexOf(b.size),
  ),
})
