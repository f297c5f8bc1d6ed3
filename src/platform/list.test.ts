import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { col, rowOf } from '#platform/columns.ts'
import { csvOf } from '#platform/csv.ts'
import { type Db, sql } from '#platform/db.ts'
import { newId, publicId } from '#platform/ids.ts'
import { allOf, ascending, descending, listOf } from '#platform/list.ts'
import { freshDb } from '../../test/database.ts'

let db: Db
let drop: () => Promise<void>
const [mine, other] = [newId(), newId()]

beforeAll(async () => {
  ;({ db, drop } = await freshDb())
  await sql`create table public.things (owner uuid, id uuid, name text, at timestamptz, price bigint, maker text)`.execute(
    db.read,
  )
})
afterAll(() => drop())

const noon = Temporal.Instant.from('2026-05-01T12:00:00.123456Z')

/** `ids` in the order they are added; all at the same instant unless given. */
async function add(owner: string, names: readonly string[], at = noon, price: number | null = null): Promise<string[]> {
  const ids = names.map(() => newId())
  await sql`
    insert into public.things select ${owner}, i.id, i.name, ${at}, ${price}, null
    from unnest(${ids}::uuid[], ${names}::text[]) i(id, name)
  `.execute(db.read)
  return ids
}

const row = rowOf({
  id: col.id('prd', 't.owner', 't.id'),
  name: col.text('t.name'),
  at: col.instant('t.at'),
  price: col.nullable(col.money('t.price')),
  maker: col.nullable(col.group({ id: col.id('usr', 't.owner'), name: col.text('t.maker') })),
  length: col.of(z.int(), ['t.name'], ([name]: [string]) => name.length),
})

let counted = 0
const list = listOf({
  path: '/api/seller/things',
  audience: 'seller',
  summary: 'Things',
  input: { name: z.string().optional(), down: z.stringbool().default(true) },
  row,
  owner: 't.owner',
  from: sql`public.things t`,
  filters: { name: name => sql`t.name = ${name}` },
  order: ({ down }) => (down ? descending : ascending)(['t.at', 'instant'], ['t.id', 'uuid']),
  beside: {
    output: { counted: z.int() },
    read: async () => ({ counted: ++counted }),
  },
  file: { name: 'things', without: ['length'] },
})

const ctx = (storeId: string) => ({ db, storeId, buyerId: other, userId: other }) as never
const ask = (storeId: string, input: Record<string, unknown> = {}) =>
  list.handle(ctx(storeId), list.input.parse(input)).then(answer => list.output.parse(answer))

/** All names, page by page. */
async function walk(storeId: string, input: Record<string, unknown>): Promise<{ names: string[]; pages: number }> {
  const names: string[] = []
  let after: string | undefined
  for (let pages = 1; ; pages++) {
    const page = await ask(storeId, { ...input, after })
    names.push(...page.items.map(item => item.name))
    if (!page.next) return { names, pages }
    after = page.next
  }
}

describe('a list', () => {
  test('walks over rows of one instant without losing or repeating any, both ways', async () => {
    await add(mine, ['a', 'b', 'c', 'd', 'e'])
    // another store's rows of the same instant
    await add(other, ['x', 'y'])
    expect(await walk(mine, { limit: 2 })).toEqual({ names: ['e', 'd', 'c', 'b', 'a'], pages: 3 })
    expect(await walk(mine, { limit: 2, down: 'false' })).toEqual({ names: ['a', 'b', 'c', 'd', 'e'], pages: 3 })
    expect((await walk(mine, { limit: 5 })).pages).toBe(1)
    expect((await walk(other, { limit: 1 })).names).toEqual(['y', 'x'])
  })

  test('tells apart instants that differ by less than is shown', async () => {
    const owner = newId()
    await add(owner, ['later'], noon.add({ microseconds: 1 }))
    await add(owner, ['sooner'], noon)
    expect(await walk(owner, { limit: 1 })).toEqual({ names: ['later', 'sooner'], pages: 2 })
  })

  test('applies a filter that was given, and none that is empty', async () => {
    const owner = newId()
    await add(owner, ['red', 'blue', 'red'])
    expect((await ask(owner, { name: 'red' })).items.map(item => item.name)).toEqual(['red', 'red'])
    expect((await ask(owner, { name: '' })).items).toHaveLength(3)
    expect((await ask(owner, { name: "red' or true --" })).items).toEqual([])
    expect(await walk(owner, { name: 'red', limit: 1 })).toEqual({ names: ['red', 'red'], pages: 2 })
  })

  test('shows each column as its kind, and null where anything it is made of is null', async () => {
    const owner = newId()
    const [id] = await add(owner, ['priced'], noon, 1_250)
    const [first] = (await ask(owner)).items
    expect(first).toEqual({
      id: publicId('prd', owner, id!),
      name: 'priced',
      at: '2026-05-01T12:00:00.123Z',
      price: { amount_minor: 1_250, currency: 'EUR' },
      maker: null,
      length: 6,
    })
    await sql`update public.things set price = null, maker = 'Ada' where owner = ${owner}`.execute(db.read)
    const [then] = (await ask(owner)).items
    expect(then).toMatchObject({ price: null, maker: { id: publicId('usr', owner), name: 'Ada' } })
  })

  test('selects an expression once that several columns use', () => {
    const { sql: text } = row.select().compile(db.read)
    expect(text.split('"t"."name"')).toHaveLength(2)
    expect(text.split('"t"."owner"')).toHaveLength(2)
  })

  test('refuses a cursor of another list', async () => {
    await expect(ask(mine, { after: 'WyJ4Il0' })).rejects.toThrow('request.invalid')
  })

  test('exports a file without the columns it leaves out, and without reading the further fields', async () => {
    const owner = newId()
    await add(owner, ['with, comma', 'plain'], noon, 205)
    const before = counted
    const { name, bytes } = (await csvOf(list).handle(ctx(owner), { down: false } as never)) as {
      name: string
      bytes: Buffer
    }
    expect(name).toBe('things.csv')
    const [head, ...lines] = bytes.toString().replace('\ufeff', '').trim().split('\n')
    expect(head).toBe('"id","name","at","price","price.currency","maker.id","maker.name"')
    expect(lines).toHaveLength(2)
    expect(lines[0]).toContain('"with, comma"')
    expect(lines[1]).toContain(',2.05,"EUR",,')
    expect(counted).toBe(before)
    expect((await ask(owner)).counted).toBe(before + 1)
  })

  test('has no file unless declared', () => {
    expect(() => csvOf({ ...list, file: undefined })).toThrow('names no file')
  })
})

test('a buyer’s list is the buyer’s, though they act for a store', async () => {
  const buyers = listOf({
    path: '/api/shop/things',
    audience: 'user',
    summary: 'Things',
    input: {},
    row,
    owner: 't.owner',
    from: sql`public.things t`,
    order: ascending(['t.id', 'uuid']),
  })
  const buyerId = newId()
  await add(buyerId, ['theirs'])
  const { items } = await buyers.page({ db, buyerId, storeId: mine } as never, buyers.input.parse({}))
  expect(items).toMatchObject([{ name: 'theirs' }])
})

test('without conditions it is true; absent ones are ignored', async () => {
  const { rows } = await sql<{ all: boolean; none: boolean }>`
    select ${allOf()} as all, ${allOf(null, false, '', undefined, sql`1 = 2`)} as none
  `.execute(db.read)
  expect(rows[0]).toEqual({ all: true, none: false })
})

test('pages are cut in one place', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
    path => path.endsWith('.ts') && !path.endsWith('.test.ts'),
  )
  expect(files.length).toBeGreaterThan(100)
  const cutting = files.filter(path => /limit \+ 1\b|rows\[limit - 1\]/.test(readFileSync(`src/${path}`, 'utf8')))
  expect(cutting).toEqual(['platform/list.ts'])
})
