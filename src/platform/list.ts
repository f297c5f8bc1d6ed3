import { z } from 'zod'
import type { Columns, Row, SchemaOf, Selected } from '#platform/columns.ts'
import { type RawBuilder, sql } from '#platform/db.ts'
import { type CursorPart, cursorOf, fromCursor, pageInput, pageOf } from '#platform/json.ts'
import { type Owned, ofAllOwners, ownedBy } from '#platform/owned.ts'
import { type Audience, type Ctx, type Route, route } from '#platform/route.ts'

/** A condition of a statement, or nothing. */
type Condition = RawBuilder<unknown> | false | '' | null | undefined

/** The conjunction of these conditions; true without any. */
export function allOf(...conditions: readonly Condition[]): RawBuilder<unknown> {
  const stated = conditions.filter(condition => typeof condition === 'object' && condition !== null)
  return stated.length === 0 ? sql`true` : sql.join(stated, sql` and `)
}

/** The sort keys of a list: expressions with their types in a cursor. The last key is unique per row. */
type Key = readonly [string | RawBuilder<unknown>, CursorPart]
type Order = { readonly keys: readonly [Key, ...Key[]]; readonly down: boolean }
export const ascending = (...keys: [Key, ...Key[]]): Order => ({ keys, down: false })
export const descending = (...keys: [Key, ...Key[]]): Order => ({ keys, down: true })

const sqlTypes: Readonly<Record<CursorPart, RawBuilder<unknown>>> = {
  instant: sql`timestamptz`,
  uuid: sql`uuid`,
  whole: sql`bigint`,
  phase: sql`text`,
  key: sql`text`,
  words: sql`text`,
}

/** The parts of a statement that reads one page. */
type Pager = {
  /**
   * Only rows after the cursor; null: from the start. Refuses `request.invalid` when the cursor is not one of this
   * list.
   */
  readonly after: RawBuilder<unknown> | null
  /** Selects the values of the next cursor. */
  readonly keys: RawBuilder<unknown>
  readonly orderBy: RawBuilder<unknown>
  readonly limit: RawBuilder<unknown>
  /** The rows of the page, and the cursor of the next. */
  page<R extends Selected>(found: readonly R[]): { items: R[]; next: string | null }
}

/**
 * Keyset pagination: continues after the values of the last row instead of skipping rows, so that a late page costs no
 * more than the first.
 */
function pager({ keys, down }: Order, { after, limit }: { after?: string | undefined; limit: number }): Pager {
  const last = fromCursor(after, ...keys.map(([, type]) => type))
  const direction = down ? sql`desc` : sql`asc`
  const values = last?.map((value, n) => sql`${value}::${sqlTypes[keys[n]![1]]}`)
  return {
    after: values
      ? sql`(${sql.join(keys.map(([of]) => keyOf(of)))}) ${down ? sql`<` : sql`>`} (${sql.join(values)})`
      : null,
    keys: sql.join(keys.map(([of], n) => sql`${keyOf(of)} as ${sql.ref(`k${n}`)}`)),
    orderBy: sql`order by ${sql.join(keys.map(([of]) => sql`${keyOf(of)} ${direction}`))}`,
    limit: sql`limit ${oneMore(limit)}`,
    page: found => page(found, limit, row => cursorOf(...keys.map((_, n) => String(row[`k${n}`])))),
  }
}

const keyOf = (of: Key[0]): RawBuilder<unknown> => (typeof of === 'string' ? sql.ref(of) : of)

/** Reads one row more than the page has, which shows whether there is another page. */
export const oneMore = (limit: number): number => limit + 1

/** A page of the rows that were read with `oneMore`. */
export function page<R>(found: readonly R[], limit: number, cursor: (last: R) => string) {
  const items = found.slice(0, limit)
  return { items, next: found.length > limit ? cursor(items.at(-1)!) : null }
}

type Item<C extends Columns> = z.input<SchemaOf<C>>
type Given<I extends z.ZodRawShape> = z.output<z.ZodObject<I>>
type Filters<A extends Audience, I extends z.ZodRawShape> = {
  readonly [K in keyof I]?: (
    value: NonNullable<z.output<I[K]>>,
    input: Given<I>,
    ctx: Ctx<A>,
  ) => Condition | Promise<Condition>
}
type Fixed<A extends Audience, I extends z.ZodRawShape, T> = T | ((input: Given<I>, ctx: Ctx<A>) => T)
type Paged<I extends z.ZodRawShape> = I & Omit<typeof pageInput, keyof I>
type ListInput<I extends z.ZodRawShape> = z.ZodObject<Paged<I>>
type ListOutput<C extends Columns, E extends z.ZodRawShape> = z.ZodObject<
  { items: z.ZodArray<SchemaOf<C>>; next: z.ZodNullable<z.ZodString> } & E
>

type Declaration<A extends Audience, I extends z.ZodRawShape, C extends Columns, E extends z.ZodRawShape> = {
  readonly path: string
  readonly audience: A
  readonly permission?: string
  readonly summary: string
  /** Filters, besides the paging parameters. */
  readonly input: I
  readonly row: Row<C>
  /** The tables with their joins: the SQL after `from`. */
  readonly from: Fixed<A, I, RawBuilder<unknown>>
  /** Conditions that always apply. */
  readonly where?: Fixed<A, I, Condition>
  /** One condition for each input that is given and not empty; a promise when it looks something up first. */
  readonly filters?: Filters<A, I>
  readonly order: Fixed<A, I, Order>
  /**
   * Used when the page is selected before other tables are joined to it: returns the SQL after `from`, with the aliases
   * that `row` and `order` use. Otherwise all rows of the list would be joined before the limit applies. `owned`: whose
   * rows the other tables show.
   */
  readonly joined?: (page: RawBuilder<unknown>, owned: Owned) => RawBuilder<unknown>
  /** What the page selects for `joined` and `read`; by default all columns. */
  readonly pageColumns?: Fixed<A, I, RawBuilder<unknown>>
  /**
   * Used when the page and its rows belong to different owners: reads the rows of a page (what `pageColumns` selected) in a
   * statement of its own.
   */
  read?(ctx: Ctx<A>, page: readonly Selected[], input: Given<I>): Promise<readonly Selected[]>
  /** Adds data that is looked up once for all rows of a page. */
  complete?(ctx: Ctx<A>, items: Item<C>[]): Promise<Item<C>[]>
  /** Further fields of the response. */
  readonly beside?: {
    readonly output: E
    read(ctx: Ctx<A>, input: Given<I>): Promise<z.input<z.ZodObject<E>>>
  }
  /** The list as a CSV file: its name, and columns to leave out. */
  readonly file?: ListFile
  /** The column of the store or buyer whose rows alone are read: required in lists of members and buyers. */
} & (A extends 'seller' | 'user' | 'shop' ? { readonly owner: string } : { readonly owner?: never })

export type ListFile = {
  readonly name: string
  readonly without?: readonly string[]
  /** A field that is a list of objects: one row for each of them, with their fields as columns. */
  readonly each?: string
}

/** A list: a route with its file declaration. */
export type List<A extends Audience, I extends z.ZodObject, O extends z.ZodType> = Route<A, I, O> & {
  readonly file?: ListFile | undefined
  /** The page without the further fields. */
  page(ctx: Ctx<A>, input: z.output<I>): Promise<{ items: object[]; next: string | null }>
}

/**
 * Declares a paged list once: the response's schema, the statement, the fields of each row and the file are derived
 * from its columns. Responds with `{ items, next }` and its further fields, at a GET route.
 */
export function listOf<
  const A extends Audience,
  I extends z.ZodRawShape,
  C extends Columns,
  E extends z.ZodRawShape = Record<never, never>,
>(list: Declaration<A, I, C, E>): List<A, ListInput<I>, ListOutput<C, E>> {
  const { row, beside } = list
  const readPage = async (ctx: Ctx<A>, input: Given<I> & { after?: string; limit: number }) => {
    const pages = pager(fixed(list.order, input, ctx), input)
    const { rows } = await (await statementOf(list, pages, ctx, input)).execute(ctx.db.read)
    const { items, next } = pages.page(rows)
    const selected = list.read && items.length > 0 ? await list.read(ctx, items, input) : items
    const shown = selected.map(each => row.json(each, ctx))
    return { items: list.complete ? await list.complete(ctx, shown) : shown, next }
  }
  const handle = async (ctx: Ctx<A>, input: Given<I> & { after?: string; limit: number }) => {
    const [found, also] = await Promise.all([readPage(ctx, input), beside?.read(ctx, input)])
    return { ...found, ...also }
  }
  const { path, audience, permission, summary, file } = list
  const made = route({
    method: 'GET',
    path,
    audience,
    ...(permission && { permission }),
    summary,
    input: z.object({ ...list.input, ...pageInput, ...list.input }), // the list's own limit, if it has one
    output: pageOf(row.schema).extend(beside?.output ?? {}),
    refusals: [],
    handle: handle as never,
  })
  return { ...made, file, page: readPage } as never
}

const fixed = <T>(of: T | ((input: never, ctx: never) => T), input: unknown, ctx: unknown): T =>
  typeof of === 'function' ? (of as (input: unknown, ctx: unknown) => T)(input, ctx) : of

async function statementOf<A extends Audience, I extends z.ZodRawShape, C extends Columns, E extends z.ZodRawShape>(
  { audience, row, from, where, filters, owner, joined, pageColumns, read }: Declaration<A, I, C, E>,
  { after, keys, orderBy, limit }: Pager,
  ctx: Ctx<A>,
  input: Given<I>,
): Promise<RawBuilder<Selected>> {
  const conditions = await Promise.all(
    Object.entries(filters ?? {}).map(([name, filter]) => {
      const value = (input as Record<string, unknown>)[name]
      return value === undefined || value === null || value === '' ? null : (filter as AnyFilter)(value, input, ctx)
    }),
  )
  const owned = owner ? ownedBy(ownerOf(audience, ctx)) : ofAllOwners
  const all = allOf(owner && owned(owner), fixed(where, input, ctx), ...conditions, after)
  const rest = sql`where ${all} ${orderBy} ${limit}`
  const tables = fixed(from, input, ctx)
  const chosen = pageColumns ? fixed(pageColumns, input, ctx) : sql`*`
  const select = sql`${owner ? sql`` : sql`/* across */ `}select ${read ? chosen : row.select(owned)}, ${keys}`
  return joined
    ? sql`${select} from ${joined(sql`select ${chosen} from ${tables} ${rest}`, owned)} ${orderBy}`
    : sql`${select} from ${tables} ${rest}`
}

type AnyFilter = (value: unknown, input: unknown, ctx: unknown) => Condition | Promise<Condition>

/** The caller's store, or the caller as a buyer. */
const ownerOf = (audience: Audience, ctx: unknown) =>
  audience === 'seller' ? (ctx as Ctx<'seller'>).storeId : (ctx as Ctx<'user'>).buyerId
