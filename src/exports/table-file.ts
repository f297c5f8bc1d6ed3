import type { ExportFormat } from '#exports/limits.ts'
import { type CsvCell, csvText, decimal } from '#platform/csv.ts'
import { type XlsxCell, type XlsxColumn, type XlsxSheet, xlsxOf, xlsxPart } from '#platform/xlsx.ts'

type Row = readonly XlsxCell[]

/** Writes a table to a file part by part; `state` is passed from one part to the next as JSON. */
type TableFormat = {
  part(
    columns: readonly XlsxColumn[],
    rows: readonly Row[],
    state: XlsxSheet | null,
  ): { part: Buffer; state: XlsxSheet }
  join(parts: readonly Buffer[], state: XlsxSheet): Buffer
}

/**
 * Both formats have the same content: amounts as numbers, times as `YYYY-MM-DD hh:mm:ss` or as dates of the
 * spreadsheet.
 */
export const tableFormats: Readonly<Record<ExportFormat, TableFormat>> = {
  csv: {
    part(columns, rows, state) {
      const lines = rows.map(row => columns.map(({ kind }, i) => csvCell(kind, row[i] ?? null)))
      const text = csvText(state ? lines : [columns.map(({ name }) => name), ...lines], { begins: !state })
      return { part: Buffer.from(text), state: noSheet }
    },
    join: parts => Buffer.concat(parts),
  },
  xlsx: {
    part(columns, rows, state) {
      const { part, sheet } = xlsxPart(columns, rows, state)
      return { part, state: sheet }
    },
    join: xlsxOf,
  },
}

const noSheet: XlsxSheet = { crc: 0, bytes: 0 }

function csvCell(kind: XlsxColumn['kind'], value: XlsxCell): CsvCell {
  if (value === null) return ''
  if (kind === 'text') return String(value)
  if (value instanceof Temporal.PlainDateTime) return { plain: value.round('second').toString().replace('T', ' ') }
  return { plain: kind === 'amount' ? decimal(Number(value)) : String(value) }
}
