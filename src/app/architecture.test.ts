import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { exceptions, longFunctions } from '#app/architecture/exceptions.ts'
import { type Rule, rules } from '#app/architecture/rules.ts'
import { functionSizes } from '#app/architecture/sizes.ts'
import { isTest, type Source, sourcesIn } from '#app/architecture/source.ts'
import { beginnings, ownersNamed, stateColumns, timeInMigration } from '#app/architecture/statements.ts'
import { machines } from '#app/machines.ts'
import { layers } from '#app/modules.ts'
import { type Db, sql } from '#platform/db.ts'
import { freshDb } from '../../test/database.ts'

const root = join(import.meta.dirname, '../..')

let code: Source[]
let db: Db
let drop: () => Promise<void>
beforeAll(async () => {
  ;({ db, drop } = await freshDb())
  code = [...sourcesIn(root, 'src'), ...sourcesIn(root, 'web')].filter(source => !isTest(source))
})
afterAll(() => drop())

const machineTables = machines.map(({ table }) => table)
const plainRules = [...rules, functionSizes(longFunctions)]

/** The findings of a rule that no exception covers, and the exceptions that are not needed. */
function breaches(rule: Rule, sources: readonly Source[]): string[] {
  const allowed = Object.keys(exceptions[rule.name] ?? {})
  const found = rule.find(sources)
  const isAllowed = (line: string, start: string) => line.replace(/:\d+:/, '').startsWith(start)
  return [
    ...found.filter(line => !allowed.some(start => isAllowed(line, start))),
    ...allowed
      .filter(start => !found.some(line => isAllowed(line, start)))
      .map(start => `no exception is needed any more: ${start}`),
  ]
}

test.each(plainRules)('$name', rule => {
  expect(breaches(rule, code), rule.reason).toEqual([])
})

const ownerColumns: Readonly<Record<string, string>> = { store: 'store_id', buyer: 'buyer_id', owner: 'owner' }

test('each statement on an owner table names its owner by value, except in *.across.ts files', async () => {
  const { rows } = await sql<{ name: string; placement: string }>`
    select c.oid::regclass::text as name, substring(obj_description(c.oid) from '^placement: ([a-z]+)') as placement
    from pg_class c where c.relkind = 'r' and obj_description(c.oid) ~ '^placement: '
  `.execute(db.read)
  const owned = rows.filter(({ name, placement }) => placement in ownerColumns && name !== 'accounts.buyers')
  expect(owned.length).toBeGreaterThan(30)
  const rule = ownersNamed(new Map(owned.map(({ name, placement }) => [name, ownerColumns[placement]!])))
  expect(breaches(rule, code), rule.reason).toEqual([])
})

test.each([stateColumns(machines), beginnings(machines)])('$name', rule => {
  expect(breaches(rule, code), rule.reason).toEqual([])
})

/** Columns named `state` that belong to no machine, with the reason. */
const plainStates: Readonly<Record<string, string>> = {
  'cart.carts': 'open or placed: placing it is a transition of its orders',
  'orders.buyer_orders': 'no longer used: the order has it',
  'platform.jobs': 'work to be done, not a thing of the market: its lane claims, retries and ends it',
  'taxonomy.categories': 'a switch of the operators: who may sell there',
}

test('each table with a state column belongs to one machine, or is listed as an exception', async () => {
  const { rows } = await sql<{ name: string }>`
    select c.oid::regclass::text as name from pg_attribute a join pg_class c on c.oid = a.attrelid
    where a.attname = 'state' and c.relkind = 'r' and c.relnamespace::regnamespace::text not in ('pg_catalog', 'information_schema')
    order by 1
  `.execute(db.read)
  expect(rows.map(({ name }) => name)).toEqual([...machineTables, ...Object.keys(plainStates)].sort())
})

test('each machine has one table, and each table one machine that moves it', () => {
  const movers = code.flatMap(({ path, calls }) =>
    path === 'src/platform/move.ts'
      ? []
      : calls.filter(({ callee }) => callee === 'mover').map(({ literals }) => literals.table),
  )
  expect(movers.toSorted()).toEqual(machineTables.toSorted())
})

test('currency, time zone and languages of the market are written in one file', () => {
  const written = /'EUR'|Europe\/Paris|\['en', 'fr'\]|'en' \| 'fr'/
  const files = code.filter(({ path, text }) => !path.startsWith('web/gallery/') && written.test(text))
  const examples = ['src/api/seller/applications.ts', 'src/orders/ship-by.ts']
  expect(files.map(({ path }) => path)).toEqual([...examples, 'src/platform/market.ts'])
})

test('migrations do not read the time', () => {
  const folder = 'db/migrations'
  const files = readdirSync(join(root, folder)).map(name => join(folder, name))
  expect(files.flatMap(path => timeInMigration(path, readFileSync(join(root, path), 'utf8')))).toEqual([])
  expect(timeInMigration('a.sql', '-- not now()\n create table a (at timestamptz default now())')).toHaveLength(1)
})

test('every folder of src is a declared floor', () => {
  const folders = readdirSync(join(root, 'src'), { withFileTypes: true }).filter(entry => entry.isDirectory())
  expect(folders.map(({ name }) => name).sort()).toEqual(layers.map(([name]) => name).sort())
})

test('each module has a README of at most 30 lines', () => {
  for (const [name] of layers) {
    const lines = readFileSync(join(root, 'src', name, 'README.md'), 'utf8').split('\n').length
    expect(lines, `${name}/README.md`).toBeLessThanOrEqual(31)
  }
})
