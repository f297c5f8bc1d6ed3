import { stringify } from 'csv-stringify/sync'
import { z } from 'zod'
import { FileSchema, jsonSchemaOf } from '#platform/http.ts'
import type { MoneyJson } from '#platform/json.ts'
import type { List, ListFile } from '#platform/list.ts'
import { type AnyRoute, type Audience, type Ctx, type Route, route } from '#platform/route.ts'

/** Most rows in one export; larger lists are exported in parts, by narrower filters. */
const rowsMax = 20_000
const pageSize = 100

/**
 * The whole of a paged list as CSV, under the list's own filters, audience and permission, at `<its path>.csv`. Columns
 * are the fields of its rows: nested objects become `store.name`, amounts become decimals with a currency column, lists
 * are joined. UTF-8 with a byte order mark, so that spreadsheets show accents. The list declares the file's name and
 * the columns it leaves out; what is answered beside its page is not read.
 */
export function csvOf<A extends Audience, I extends z.ZodObject, O extends z.ZodType>(
  list: Route<A, I, O> & Partial<Pick<List<A, I, O>, 'file' | 'page'>>,
  file: ListFile | undefined = list.file,
) {
  const { after: _after, limit: _limit, ...filters } = list.input.shape
  const { permission } = list as AnyRoute
  if (!file) throw new Error(`${list.path} names no file`)
  const { name, without = [], each } = file
  return route({
    method: 'GET',
    path: `${list.path}.csv`,
    audience: list.audience,
    ...(permission && { permission }),
    summary: `${list.summary}: as CSV, ${rowsMax} rows at most`,
    download: 'text/csv; charset=utf-8',
    input: z.object({ ...(filters as Omit<I['shape'], 'after' | 'limit'>), separator: Separator }),
    output: FileSchema,
    refusals: list.refusals,
    async handle(ctx: Ctx<A>, { separator, ...input }: Record<string, unknown>) {
      const rows: object[] = []
      let after: string | undefined
      do {
        const read = list.page ?? list.handle
        const page = (await read(ctx, { ...input, after, limit: pageSize } as never)) as Page
        rows.push(...page.items)
        after = page.next ?? undefined
      } while (after && rows.length < rowsMax)
      const columns = columnsOf(list.output, each).filter(column => !without.includes(column))
      const lines = rows.flatMap(row => rowsOf(row, each)).map(row => columns.map(column => cellOf(row, column)))
      return {
        name: `${name}.csv`,
        bytes: Buffer.from(csvText([columns, ...lines], { begins: true, separator: separator as Separator })),
      }
    },
  })
}

/** The row itself, or one row for each object of its list. */
const rowsOf = (row: object, each: string | undefined): object[] =>
  each ? (row as Record<string, object[]>)[each]!.map(part => ({ ...row, ...part })) : [row]

const separators = [',', ';'] as const
type Separator = (typeof separators)[number]
const Separator = z
  .enum(separators)
  .default(',')
  .describe('`;` for spreadsheets of countries that write decimals with a comma, which the amounts then have')

/** `-12.34` as `-12,34`; what is no decimal stays. */
const withComma = (plain: string): string => (/^-?\d+\.\d+$/.test(plain) ? plain.replace('.', ',') : plain)
const same = (plain: string): string => plain

type Page = { items: object[]; next?: string | null }

/** `plain`: written as it stands, such as a decimal or a date; all other text is a person's. */
export type CsvCell = string | number | boolean | { readonly plain: string }

/**
 * Rows as CSV; `begins`: of a file's beginning, with the byte order mark. Numbers are written as numbers, including
 * negative ones; every text is quoted and guarded against formulas.
 * Spreadsheets choose the separator themselves: Excel and LibreOffice split at `;` in locales that write `1,5` (most of
 * Europe), Google Sheets and Numbers guess. For the former, `separator: ';'` writes decimals with a comma as well. Quotes do not protect a cell that is split elsewhere than at our commas. A
 * first line `sep=,` would only fix Excel, which then ignores the byte order mark.
 */
export const csvText = (
  rows: readonly (readonly CsvCell[])[],
  { begins, separator = ',' }: { begins: boolean; separator?: Separator },
): string =>
  stringify(rows as CsvCell[][], {
    bom: begins,
    delimiter: separator,
    cast: {
      string: text => ({ value: withoutFormulas(text), quoted: text !== '' }),
      boolean: String,
      object: cell => (separator === ';' ? withComma : same)((cell as { plain: string }).plain),
    },
  })

/**
 * Where a cell may begin with a formula: at the start of the text or after any separator a spreadsheet may split at,
 * with invisible characters before it.
 */
const formula = /(^|[;\t\r\n])([\s\p{Z}\p{C}\p{DI}"]*)([=+\-@＝＋－＠])/gu

/** Puts an apostrophe before a formula, so that spreadsheets show it as text. */
const withoutFormulas = (text: string): string => text.replace(formula, "$1'$2$3").replace(/^[\t\r]/, "'$&")

type Schema = {
  type?: string
  properties?: Record<string, Schema>
  anyOf?: Schema[]
  items?: Schema
  $ref?: string
  $defs?: Record<string, Schema>
  definitions?: Record<string, Schema>
}

/** Taken from the schema, not from the rows, so that an empty list has its columns too. */
function columnsOf(output: z.ZodType, each: string | undefined): string[] {
  const page = jsonSchemaOf(output, 'output') as Schema
  const defined = { ...page.$defs, ...page.definitions }
  const resolve = (schema: Schema): Schema => {
    if (schema.$ref) return resolve(defined[schema.$ref.split('/').at(-1)!]!)
    return schema.anyOf ? resolve(schema.anyOf[0]!) : schema
  }
  const walk = (schema: Schema, path: string): string[] => {
    const { type, properties = {}, items } = resolve(schema)
    if (each && path === each) return walk(items!, '')
    if (type !== 'object') return [path]
    if ('amount_minor' in properties) return [path, `${path}.currency`]
    return Object.entries(properties).flatMap(([name, inner]) => walk(inner, path ? `${path}.${name}` : name))
  }
  return walk(resolve(page).properties!.items!.items!, '')
}

function cellOf(row: object, column: string): CsvCell {
  const value = column
    .split('.')
    .reduce<unknown>((inner, name) => (inner as Record<string, unknown> | null)?.[name], row)
  if (value === null || value === undefined) return ''
  if (typeof value === 'number' || typeof value === 'boolean') return value
  if (Array.isArray(value))
    return value.map(each => (typeof each === 'object' ? JSON.stringify(each) : each)).join('; ')
  if (typeof value !== 'object') return String(value)
  return 'amount_minor' in value ? { plain: decimal(Number((value as MoneyJson).amount_minor)) } : JSON.stringify(value)
}

/** Two decimals, by integer arithmetic: floating point would sometimes be a cent off. */
export const decimal = (minor: number): string =>
  `${minor < 0 ? '-' : ''}${Math.trunc(Math.abs(minor) / 100)}.${String(Math.abs(minor) % 100).padStart(2, '0')}`
