import { constants, crc32, deflateRawSync } from 'node:zlib'

/**
 * A minimal writer of Excel workbooks (ECMA-376, one sheet) that can pause and resume: rows are compressed part by
 * part, and the parts are joined at the end. Text is always text: none of it can become a formula.
 */
export type XlsxColumn = {
  readonly name: string
  readonly kind: 'text' | 'whole' | 'amount' | 'time'
  /** In characters. */
  readonly width: number
}

/** `amount`: minor units, of currencies with two decimals. `time`: local date and time. */
export type XlsxCell = string | number | bigint | Temporal.PlainDateTime | null

/** What the archive needs to know of the sheet, passed from part to part. */
export type XlsxSheet = { readonly crc: number; readonly bytes: number }

/** What a cell of Excel holds at most. */
const textMax = 32_767

/** The next rows of the sheet, compressed; the first part also holds the head. */
export function xlsxPart(
  columns: readonly XlsxColumn[],
  rows: readonly (readonly XlsxCell[])[],
  before: XlsxSheet | null,
): { part: Buffer; sheet: XlsxSheet } {
  const xml = rows.map(row => rowXml(columns.map(({ kind }, i) => cellXml(kind, row[i] ?? null))))
  const text = Buffer.from((before ? '' : headOf(columns)) + xml.join(''))
  // flushed to a whole byte and not ended, such parts can be concatenated
  const part = deflateRawSync(text, { finishFlush: constants.Z_SYNC_FLUSH })
  return { part, sheet: added(before, text) }
}

/** Joins the parts into the workbook. */
export function xlsxOf(parts: readonly Buffer[], sheet: XlsxSheet): Buffer {
  const tail = Buffer.from('</sheetData></worksheet>')
  const whole = added(sheet, tail)
  return zipOf([
    ...Object.entries(frame).map(([name, xml]) => {
      const text = Buffer.from(xml)
      return { name, ...added(null, text), packed: deflateRawSync(text) }
    }),
    { name: 'xl/worksheets/sheet1.xml', ...whole, packed: Buffer.concat([...parts, deflateRawSync(tail)]) },
  ])
}

const added = (before: XlsxSheet | null, text: Buffer): XlsxSheet => ({
  crc: crc32(text, before?.crc ?? 0),
  bytes: (before?.bytes ?? 0) + text.length,
})

const xmlHead = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'

/** The first row is bold and frozen. */
const headOf = (columns: readonly XlsxColumn[]): string =>
  `${xmlHead}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0">` +
  '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>' +
  columns.map(({ width }, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`).join('') +
  `</cols><sheetData>${rowXml(columns.map(({ name }) => textXml(name, 3)))}`

const rowXml = (cells: readonly string[]): string => `<row>${cells.join('')}</row>`

/** Numbers of the cell formats in `frame`. */
const formats = { text: 0, whole: 0, time: 1, amount: 2 } as const

function cellXml(kind: XlsxColumn['kind'], value: XlsxCell): string {
  if (value === null || value === '') return '<c/>'
  if (kind === 'text') return textXml(String(value), formats.text)
  const shown =
    value instanceof Temporal.PlainDateTime ? serialOf(value) : kind === 'amount' ? decimal(BigInt(value)) : `${value}`
  return `<c s="${formats[kind]}"><v>${shown}</v></c>`
}

const textXml = (text: string, format: number): string =>
  `<c s="${format}" t="inlineStr"><is><t xml:space="preserve">${escaped(text.slice(0, textMax))}</t></is></c>`

/** Days since the last day of 1899, which is how spreadsheets count. */
function serialOf(time: Temporal.PlainDateTime): string {
  const { days, hours, minutes, seconds } = time
    .round('second')
    .since(Temporal.PlainDateTime.from('1899-12-30'), { largestUnit: 'day' })
  return (days + (hours * 3_600 + minutes * 60 + seconds) / 86_400).toFixed(8)
}

/** Two decimals by integers alone. */
function decimal(minor: bigint): string {
  const size = minor < 0n ? -minor : minor
  return `${minor < 0n ? '-' : ''}${size / 100n}.${String(size % 100n).padStart(2, '0')}`
}

/** What XML 1.0 cannot hold is left out; `_x0041_` in a text would be read as an A. */
const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '')
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('\r', '&#13;')

const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packages = 'http://schemas.openxmlformats.org/package/2006'
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** Everything but the sheet. */
const frame: Readonly<Record<string, string>> = {
  '[Content_Types].xml':
    `${xmlHead}<Types xmlns="${packages}/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    `<Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/>` +
    `<Override PartName="/xl/styles.xml" ContentType="${types}.styles+xml"/>` +
    `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${types}.worksheet+xml"/></Types>`,
  '_rels/.rels':
    `${xmlHead}<Relationships xmlns="${packages}/relationships">` +
    `<Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml':
    `${xmlHead}<workbook xmlns="${main}" xmlns:r="${office}"><sheets>` +
    '<sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>',
  'xl/_rels/workbook.xml.rels':
    `${xmlHead}<Relationships xmlns="${packages}/relationships">` +
    `<Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/>` +
    `<Relationship Id="rId2" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
  // formats: 0 plain, 1 date and time, 2 amount, 3 bold
  'xl/styles.xml':
    `${xmlHead}<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts>` +
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
    '<cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>' +
    '<xf numFmtId="4" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>' +
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs>' +
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
}

type Entry = XlsxSheet & { readonly name: string; readonly packed: Buffer }

/** A ZIP archive (APPNOTE 6.3) of deflated entries: each with its header, then the directory of all. */
function zipOf(entries: readonly Entry[]): Buffer {
  const written: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, crc, bytes, packed } of entries) {
    const named = Buffer.from(name)
    // version 2.0, no flags, deflated, 1 January 1980
    const about = [...u16(20), ...u16(0), ...u16(8), ...u16(0), ...u16(33), ...u32(crc), ...u32(packed.length)]
    about.push(...u32(bytes), ...u16(named.length), ...u16(0))
    const local = Buffer.from([...u32(0x04034b50), ...about])
    const inDirectory = [...u32(0x02014b50), ...u16(20), ...about, ...u16(0), ...u16(0), ...u16(0), ...u32(0)]
    directory.push(Buffer.from([...inDirectory, ...u32(offset)]), named)
    written.push(local, named, packed)
    offset += local.length + named.length + packed.length
  }
  const size = directory.reduce((sum, each) => sum + each.length, 0)
  const count = u16(entries.length)
  const end = [...u32(0x06054b50), ...u16(0), ...u16(0), ...count, ...count, ...u32(size), ...u32(offset), ...u16(0)]
  return Buffer.concat([...written, ...directory, Buffer.from(end)])
}

const u16 = (n: number): number[] => [n & 255, (n >> 8) & 255]
const u32 = (n: number): number[] => [...u16(n & 65_535), ...u16(n >>> 16)]
