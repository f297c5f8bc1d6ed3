/** The columns of the variants' table, in the order a spreadsheet's cells are pasted into them. */
export const cellFields = ['price', 'on_hand', 'sku', 'gtin', 'weight_grams'] as const
export type CellField = (typeof cellFields)[number]

type Cell = { readonly name: string; readonly value: string }

/**
 * The fields that cells copied from a spreadsheet (tabs between columns, lines between rows) fill, from the field pasted
 * into to the right and down; null when it is a single text, which the browser pastes. Rows beyond the table are left out.
 */
export function pastedCells(text: string, into: string, rows: number): Cell[] | null {
  const [, row, field] = /^variants\.(\d+)\.(\w+)$/.exec(into) ?? []
  const column = cellFields.indexOf(field as CellField)
  const lines = text.replace(/\r?\n$/, '').split(/\r?\n/)
  if (column === -1 || (lines.length === 1 && !text.includes('\t'))) return null
  return lines.slice(0, rows - Number(row)).flatMap((line, n) =>
    line
      .split('\t')
      .slice(0, cellFields.length - column)
      .map((value, m) => ({ name: `variants.${Number(row) + n}.${cellFields[column + m]}`, value: value.trim() })),
  )
}

/** A SKU made from a pattern such as `TEE-{color}-{size}`: without accents and spaces, in capitals. */
export const skuFrom = (pattern: string, color: string, size: string, n: number): string =>
  pattern
    .replaceAll('{color}', code(color))
    .replaceAll('{size}', code(size))
    .replaceAll('{n}', String(n))
    .replaceAll(/-{2,}|-$/g, '-')
    .replace(/^-|-$/g, '')

const code = (text: string): string =>
  text
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
    .toUpperCase()
    .replaceAll(/[^\p{Letter}\p{Number}]+/gu, '-')
