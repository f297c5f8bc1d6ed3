import { z } from 'zod'
import { type Db, type RawBuilder, sql } from '#platform/db.ts'
import { type Prefix, publicId } from '#platform/ids.ts'
import { InstantSchema, instant, MoneySchema, money, oneOf } from '#platform/json.ts'
import { marketCurrency } from '#platform/market.ts'
import { type Owned, ofAllOwners } from '#platform/owned.ts'
import { type PictureWidth, pictureUrl } from '#platform/pictures.ts'

/**
 * An SQL expression; a string is the name of a column: `o.number`. A function: one with sub-selects, which must say
 * whose rows they read.
 */
export type Sql = string | RawBuilder<unknown> | ((owned: Owned) => RawBuilder<unknown>)

export const expression = (of: Sql, owned: Owned): RawBuilder<unknown> =>
  typeof of === 'string' ? sql.ref(of) : typeof of === 'function' ? of(owned) : of

/** The reader, for columns that differ by audience. */
type Reader = { readonly db: Db; readonly userId?: unknown }

/** A field of a response: its schema, the SQL it selects, and how the selected values become the field. */
type Column<S extends z.ZodType = z.ZodType> = {
  readonly schema: S
  readonly from: readonly Sql[]
  value(selected: readonly unknown[], reader: Reader): z.input<S>
}
export type Columns = Readonly<Record<string, Column>>

type Shape<C extends Columns> = { -readonly [K in keyof C]: C[K]['schema'] }
export type SchemaOf<C extends Columns> = z.ZodObject<Shape<C>>

/** The selected values of a row, by the names that `rowOf` assigns. */
export type Selected = Readonly<Record<string, unknown>>

/** A row of a list or of a single page: its schema, what it selects, and how the selection becomes JSON. */
export type Row<C extends Columns = Columns> = {
  readonly columns: C
  readonly schema: SchemaOf<C>
  /** The SQL between `select` and `from`. `owned`: whose rows its sub-selects read. */
  select(owned?: Owned): RawBuilder<Selected>
  json(selected: Selected, reader: Reader): z.input<SchemaOf<C>>
}

/**
 * Declares a row by its columns, in the order they are shown. `name` is the name of its schema in OpenAPI. An
 * expression used by several columns (the same text, the same fragment) is selected once.
 */
export function rowOf<C extends Columns>(columns: C, name?: string): Row<C> {
  const places = new Map<Sql, string>()
  for (const { from } of Object.values(columns))
    for (const part of from) if (!places.has(part)) places.set(part, `c${places.size}`)
  const schema = z.object(schemasOf(columns))
  return {
    columns,
    schema: name ? schema.meta({ id: name }) : schema,
    select: (owned = ofAllOwners) =>
      sql.join(
        [...places].map(([part, place]) => sql`${expression(part, owned)} as ${sql.ref(place)}`),
      ) as RawBuilder<Selected>,
    json: (selected, reader) =>
      Object.fromEntries(
        Object.entries(columns).map(([field, column]) => [
          field,
          column.value(
            column.from.map(part => selected[places.get(part)!]),
            reader,
          ),
        ]),
      ) as z.input<SchemaOf<C>>,
  }
}

const schemasOf = <C extends Columns>(columns: C) =>
  Object.fromEntries(Object.entries(columns).map(([field, { schema }]) => [field, schema])) as Shape<C>

/** A field computed from any expressions; most are made by `col` below. */
const column = <S extends z.ZodType, const V extends readonly unknown[]>(
  schema: S,
  from: { readonly [K in keyof V]: Sql },
  value: (selected: V, reader: Reader) => z.input<S>,
): Column<S> => ({ schema, from, value })

/** A field that is the selected value itself. */
const plain = <S extends z.ZodType>(schema: S, from: Sql): Column<S> =>
  column(schema, [from], ([value]: [z.input<S>]) => value)

/** The kinds of columns. */
export const col = {
  of: column,
  plain,

  /** A public id: `col.id('ord', 'o.store_id', 'o.id')`. */
  id: (prefix: Prefix, ...from: Sql[]) =>
    column(z.string(), from, (uuids: readonly string[]) => publicId(prefix, ...uuids)),
  text: (from: Sql) => plain(z.string(), from),
  int: (from: Sql) => plain(z.int(), from),
  bool: (from: Sql) => plain(z.boolean(), from),
  /** See `oneOf` in json.ts: a value that this release does not know is passed on. */
  oneOf: <const T extends readonly string[]>(values: T, from: Sql) => plain(oneOf(values), from),
  instant: (from: Sql) => column(InstantSchema, [from], ([at]: [Temporal.Instant]) => instant(at)),
  /** Minor units in the currency of a second expression, or of the market. */
  money: (minor: Sql, currency?: Sql) =>
    currency === undefined
      ? column(MoneySchema, [minor], ([amount]: [bigint]) => money(amount, marketCurrency))
      : column(MoneySchema, [minor, currency], ([amount, of]: [bigint, string]) => money(amount, of)),

  /** The URL of a picture, by its owner and id. */
  picture: (owner: Sql, id: Sql, width: PictureWidth) =>
    column(z.string(), [owner, id], ([of, picture]: [string, string]) => pictureUrl(of, picture, width)),

  /** Null when one of the selected values is null. */
  nullable: <S extends z.ZodType>({ schema, from, value }: Column<S>): Column<z.ZodNullable<S>> => ({
    schema: z.nullable(schema),
    from,
    value: (selected, reader) =>
      (selected.some(part => part === null) ? null : value(selected, reader)) as z.input<z.ZodNullable<S>>,
  }),

  /** Several columns as one field: `store: { id, name }`. */
  group: <C extends Columns>(columns: C): Column<SchemaOf<C>> => {
    const inner = Object.entries(columns)
    return {
      schema: z.object(schemasOf(columns)),
      from: inner.flatMap(([, { from }]) => from),
      value(selected, reader) {
        let at = 0
        const fields = inner.map(([field, { from, value }]) => {
          const parts = selected.slice(at, at + from.length)
          at += from.length
          return [field, value(parts, reader)]
        })
        return Object.fromEntries(fields) as z.input<SchemaOf<C>>
      },
    }
  },
}
