import { describe, expect, test } from 'vitest'
import { rules } from '#app/architecture/rules.ts'
import { functionSizes } from '#app/architecture/sizes.ts'
import { sourceOf } from '#app/architecture/source.ts'
import { beginnings, ownersNamed, stateColumns } from '#app/architecture/statements.ts'
import { machines } from '#app/machines.ts'

// Each rule is tested with files that break it in every known way, and some that do not.

const owners = new Map([
  ['orders.orders', 'store_id'],
  ['orders.lines', 'store_id'],
  ['orders.purchases', 'buyer_id'],
])
const sqlImport = `import { sql } from '#platform/db.ts'\n`
/** A file with one statement; `$` is a value. */
const statement = (text: string) =>
  `${sqlImport}export const run = (tx: Tx, id: string) => sql\`${text.replaceAll(/\$(?!\{)/g, '$${id}')}\`.execute(tx)`
const all = [
  ...rules,
  stateColumns(machines),
  beginnings(machines),
  ownersNamed(owners),
  functionSizes({ 'web/ops/a.tsx A': 80 }),
]

type Planted = { readonly [path: string]: string }
const planted: Readonly<Record<string, Readonly<Record<string, Planted>>>> = {
  'a module imports only layers below it': {
    upward: { 'src/catalog/a.ts': `import { shipOrder } from '#orders/index.ts'` },
    'a relative path': { 'src/catalog/a.ts': `import { moveOrders } from '../orders/move-orders.ts'` },
    'over several lines': { 'src/catalog/a.ts': `import {\n  type A,\n  shipOrder,\n} from '#orders/index.ts'` },
    'a dynamic import': { 'src/catalog/a.ts': `export const a = () => import('#orders/index.ts')` },
    'a re-export': { 'src/catalog/a.ts': `export * from '#orders/index.ts'` },
    'of a type': { 'src/catalog/a.ts': `import type { Order } from '#orders/index.ts'` },
    'a type in place': { 'src/catalog/a.ts': `export type A = import('#orders/index.ts').Order` },
    'a folder that is no floor': { 'src/catalog/a.ts': `import '#nowhere/index.ts'` },
  },
  'the server imports neither pages nor the demo, tests or tools': {
    'a page': { 'src/orders/a.ts': `import { Money } from '../../web/kit/money/money.tsx'` },
    'the demo': { 'src/app/a.ts': `import { fillMarket } from '#demo/index.ts'` },
    'a test': { 'src/app/a.ts': `import { openMarket } from '../../test/market.ts'` },
    'a tool, when needed': { 'src/app/a.ts': `export const a = () => import('../../tools/trace.ts')` },
  },
  'inside src, imports are written from its root': {
    'to a neighbor': { 'src/catalog/a.ts': `import { b } from './b.ts'` },
    'into another module': { 'src/orders/a.ts': `import { b } from '../catalog/b.ts'` },
  },
  'a module is entered by index.ts, or by its pure data': {
    'a file of another module': { 'src/orders/a.ts': `import { holdStock } from '#catalog/stock.ts'` },
    relative: { 'src/orders/a.ts': `import { holdStock } from '../catalog/stock.ts'` },
  },
  'no circles of imports, inside a module or between modules': {
    'of two files': {
      'src/orders/a.ts': `import { b } from '#orders/b.ts'`,
      'src/orders/b.ts': `import { a } from '#orders/a.ts'`,
    },
    'of a type and a value': {
      'src/orders/a.ts': `import type { B } from '#orders/b.ts'`,
      'src/orders/b.ts': `import { a } from '#orders/a.ts'`,
    },
    'of types in the web': {
      'web/ops/a.tsx': `export type A = import('./b.tsx').B`,
      'web/ops/b.tsx': `import type { A } from './a.tsx'`,
    },
    'behind an import of types': {
      'src/orders/a.ts': `import type { Kysely } from 'kysely'\nimport { b } from '#orders/b.ts'`,
      'src/orders/b.ts': `import type { Kysely } from 'kysely'\nimport { a } from '#orders/a.ts'`,
    },
    'of three, one relative and one a re-export': {
      'src/orders/a.ts': `import { b } from './b.ts'`,
      'src/orders/b.ts': `export { c } from '#orders/c.ts'`,
      'src/orders/c.ts': `export const c = () => import('./a.ts')`,
    },
    'a type beside a value': {
      'src/orders/a.ts': `import { type B, b } from '#orders/b.ts'`,
      'src/orders/b.ts': `import { a } from '#orders/a.ts'`,
    },
  },
  'pure files import pure files only, and hold what JSON and the browser know': {
    'server code': { 'src/orders/states.ts': `import { sql } from '#platform/db.ts'` },
    'server code over several lines': { 'src/orders/limits.ts': `import {\n  sql,\n} from '#platform/db.ts'` },
    'a package': { 'src/orders/refusals.ts': `import { z } from 'zod'` },
    'a bigint': { 'src/orders/limits.ts': `export const most = 5n` },
    'a Temporal': { 'src/orders/states.ts': `export const day = Temporal.Duration.from('P1D')` },
  },
  'the web takes types and pure files from the server, never its code': {
    'over several lines': { 'web/ops/a.tsx': `import {\n  shipOrder,\n} from '#orders/index.ts'` },
    'on one line': { 'web/ops/a.tsx': `import { shipOrder } from '#orders/index.ts'` },
    relative: { 'web/ops/a.tsx': `import { shipOrder } from '../../src/orders/index.ts'` },
    'a type beside a value': { 'web/ops/a.tsx': `import { type Order, shipOrder } from '#orders/index.ts'` },
    'when needed': { 'web/ops/a.tsx': `export const a = () => import('#orders/index.ts')` },
  },
  'the folders of the web’s audiences do not import each other': {
    'seller and ops': { 'web/seller/a.tsx': `import { B } from '../ops/b.tsx'` },
    'join and seller': { 'web/join/a.tsx': `import { B } from '../seller/b.tsx'` },
    'account and gallery': { 'web/account/a.tsx': `import { B } from '../gallery/b.tsx'` },
  },
  'clock and chance come from platform': {
    'Date.now': { 'src/orders/a.ts': `export const a = Date.now()` },
    'Date.now, handed on': { 'src/orders/a.ts': `export const a = { clock: Date.now }` },
    'new Date': { 'src/orders/a.ts': `export const a = new Date(\n)` },
    'Temporal.Now': { 'src/orders/a.ts': `export const a = Temporal.Now\n  .instant()` },
    'Date, taken apart': { 'src/orders/a.ts': `const { now } = Date\nexport const a = now()` },
    'Date by another name': { 'src/orders/a.ts': `const D = Date\nexport const a = D.now()` },
    'Date by a computed name': { 'src/orders/a.ts': `export const a = Date['now']()` },
    'Date of the global object': { 'src/orders/a.ts': `export const a = globalThis.Date.now()` },
    'Temporal, taken apart': { 'src/orders/a.ts': `const { Now } = Temporal\nexport const a = Now.instant()` },
    'process.hrtime': { 'src/orders/a.ts': `export const a = process.hrtime.bigint()` },
    'Math, taken apart': { 'src/orders/a.ts': `const { random } = Math\nexport const a = random()` },
    'Math.random': { 'src/orders/a.ts': `export const a = [1].map(Math.random)` },
    randomInt: { 'src/orders/a.ts': `import { randomInt as chance } from 'node:crypto'\nexport const a = chance(6)` },
    randomUUID: { 'src/orders/a.ts': `export const a = crypto.randomUUID()` },
    getRandomValues: { 'src/orders/a.ts': `export const a = globalThis.crypto.getRandomValues(new Uint8Array(1))` },
  },
  'other systems are reached from providers and platform only': {
    fetch: { 'src/orders/a.ts': `export const a = () => fetch('https://example.eu')` },
    'fetch by another name': { 'src/orders/a.ts': `const ask = globalThis.fetch\nexport const a = () => ask('x')` },
    undici: { 'src/orders/a.ts': `import { request } from 'undici'` },
    'node:net': { 'src/orders/a.ts': `import { connect } from 'node:net'` },
    'https without its prefix': { 'src/orders/a.ts': `import https from 'https'` },
    'an SDK when needed': { 'src/orders/a.ts': `export const a = () => import('@aws-sdk/client-s3')` },
    stripe: { 'src/orders/a.ts': `import Stripe from 'stripe'` },
    required: { 'src/orders/a.ts': `const http = require('node:http')` },
    'a builtin module': { 'src/orders/a.ts': `const http = process.getBuiltinModule('node:http')` },
  },
  'a provider calls out through outside() alone': {
    fetch: { 'src/payments/providers/a.ts': `export const a = () => fetch('https://example.eu')` },
    'a client': {
      'src/payments/providers/a.ts': `import Stripe from 'stripe'\nexport function a() {\n  const it = new Stripe('x')
        return { refund: () => it.refunds.create({}) }\n}`,
    },
    'a helper called also without': {
      'src/payments/providers/a.ts': `import { request } from 'node:http'\nimport { outside } from '#platform/current-transaction.ts'
        const call = () => request('x')\nexport const a = () => outside('a', () => call())\nexport const b = () => call()`,
    },
  },
  'routes write by calling verbs': {
    'a write': { 'src/api/a.ts': statement('update orders.orders set note = 1 where store_id = $') },
  },
  'a statement for the driver is written where it is sent': {
    'in a variable': {
      'src/catalog/a.ts': `const text = 'delete from orders.' + 'lines'\nexport const a = (client: Client) => client.query(text)`,
    },
    'in an object': {
      'src/catalog/a.ts': `export const a = (pool: Pool, text: string) => pool.query({ text, values: [] })`,
    },
  },
  'a module keeps nothing between two calls': {
    'a variable': { 'src/orders/a.ts': `let last = 0\nexport const a = () => ++last` },
    'a map': { 'src/orders/a.ts': `export const seen = new Map<string, number>()` },
    'a list': { 'src/orders/a.ts': `const waiting: string[] = []` },
    'an object': { 'src/orders/a.ts': `const byId: Record<string, string> = {}` },
  },
  'a module locks rows of its own PostgreSQL schema only': {
    'of one table': { 'src/checkout/a.ts': statement('select 1 from orders.orders where store_id = $ for update') },
    'of an alias': {
      'src/payouts/a.ts': statement(
        'select 1 from payouts.payouts p join sellers.stores s on s.store_id = p.store_id where s.store_id = $ for no key update of s',
      ),
    },
    'a share': { 'src/catalog/a.ts': statement('select from shipping.templates where store_id = $ for key share') },
    'of all that is read': {
      'src/payouts/a.ts': statement(
        'select 1 from payouts.payouts p, unnest($) x join sellers.stores s on true for share',
      ),
    },
    'added to a part': {
      'src/checkout/a.ts': `${sqlImport}const orders = sql\`select 1 from orders.orders o\`\nexport const a = sql\`\${orders} for update of o\``,
    },
  },
  'a row of what a machine moves begins where the machine begins': {
    'in an end state': {
      'src/orders/a.ts': statement("insert into orders.orders (store_id, id, state) values ($, $, 'completed')"),
    },
    'selected, after a function': {
      'src/orders/a.ts': statement(
        "insert into orders.orders (store_id, note, state) select $, coalesce('a', 'b'), 'closed' from unnest($) k",
      ),
    },
    'in a state put in': { 'src/orders/a.ts': statement('insert into orders.orders (store_id, state) values ($, $)') },
    'by insertRows': {
      'src/orders/a.ts': `export const a = (tx: Tx) => insertRows(tx, 'orders.orders', { store_id: 'uuid' }, [])`,
    },
  },
  'a module writes to its own PostgreSQL schema only': {
    insert: { 'src/catalog/a.ts': statement('insert into orders.lines (store_id) values ($)') },
    'over several lines': {
      'src/catalog/a.ts': statement('update\n  orders.orders o\n set note = 1 where o.store_id = $'),
    },
    'in a nested template': {
      'src/catalog/a.ts': statement(
        `with a as (select 1) \${id ? sql\`, b as (delete from orders.lines)\` : sql\`\`} select`,
      ),
    },
    insertRows: {
      'src/catalog/a.ts': `export const a = (tx: Tx) => insertRows(tx, 'orders.lines', { store_id: 'uuid' }, [])`,
    },
    'insertRows into a table it was given': {
      'src/catalog/a.ts': `export const a = (tx: Tx, t: string) => insertRows(tx, t, {}, [])`,
    },
    'a machine': {
      'src/catalog/a.ts': `const { move } = mover(machine, { table: 'orders.orders', owner: 'storeId' })`,
    },
    'sql by another name': {
      'src/catalog/a.ts': 'import { sql as q } from "kysely"\nexport const a = q`delete from orders.lines`',
    },
    'a name put in': { 'src/catalog/a.ts': statement(`delete from \${sql.table('orders.lines')}`) },
    'the driver': { 'src/catalog/a.ts': `export const a = (client: Client) => client.query('truncate orders.lines')` },
  },
  'SQL knows neither the time nor chance': {
    now: { 'src/orders/a.ts': statement('select now()') },
    current_date: { 'src/orders/a.ts': statement('select 1 where current_date > $') },
    'a random id': { 'src/orders/a.ts': statement('select gen_random_uuid()') },
  },
  'SQL is written as SQL': {
    'a builder': {
      'src/catalog/a.ts': `export const a = (db: Db) => db.updateTable('orders.orders').set({ state: 'closed' })`,
    },
  },
  'only platform/move.ts writes the state column of a machine': {
    'another column first, over lines': {
      'src/orders/a.ts': statement(
        "update orders.orders o\n  set paid_at = null, state = 'closed' where o.store_id = $",
      ),
    },
    'any machine’s table': {
      'src/payments/a.ts': statement("update payments.attempts set state = 'captured' where buyer_id = $"),
    },
    'of several columns at once': {
      'src/payouts/a.ts': statement("update payouts.batches set (note, state) = ('', 'sent') where id = $"),
    },
    'after parentheses': {
      'src/sellers/a.ts': statement(
        "update sellers.applications as a set note = coalesce(a.note, ''), state = 'draft' where a.store_id = $",
      ),
    },
    'on conflict': {
      'src/payments/a.ts': statement(
        "insert into payments.refunds (store_id, id, state) values ($, $, 'ordered') on conflict (store_id, id) do update set state = excluded.state",
      ),
    },
    'in the tail of insertRows': {
      'src/payments/a.ts': `${sqlImport}export const a = (tx: Tx) => insertRows(tx, 'payments.refunds', { store_id: 'uuid' }, [], sql\`on conflict do update set state = 'done'\`)`,
    },
    'a name put in': { 'src/orders/a.ts': statement(`update \${sql.table('orders.orders')} set state = 'closed'`) },
    'a table it was given': { 'src/orders/a.ts': statement(`update \${sql.table(id)} set state = 1`) },
    'columns it was given': { 'src/orders/a.ts': statement('update orders.orders set $ where store_id = $') },
  },
  'each statement on an owner table names its owner by value': {
    'only among the results': {
      'src/orders/a.ts': statement('select store_id, id from orders.orders where number = $'),
    },
    'only in the order': { 'src/orders/a.ts': statement('select id from orders.orders order by store_id') },
    'the owner of another table': {
      'src/orders/a.ts': statement(
        'select 1 from orders.purchases p join orders.orders o on o.purchase_id = p.id where p.buyer_id = $',
      ),
    },
    'the owner of another table, by a fragment': {
      'src/orders/a.ts': statement(
        `select 1 from orders.lines l join orders.orders o on o.id = l.order_id where \${owned('l.store_id')}`,
      ),
    },
    'only of each other': {
      'src/orders/a.ts': statement(
        'select 1 from orders.orders o join orders.lines l on l.store_id = o.store_id and l.order_id = o.id where o.number = $',
      ),
    },
    'an update': {
      'src/orders/a.ts': statement('update orders.orders set note = 1 where id = $ returning store_id'),
    },
    'rows without it': { 'src/orders/a.ts': statement('insert into orders.orders (id) values ($)') },
    'a list without it': {
      'src/api/seller/a.ts': `export const a = listOf({ path: '/a', from: sql\`orders.orders o\` })`,
    },
    'a list by another column': {
      'src/api/seller/a.ts': `export const a = listOf({ path: '/a', owner: 'o.id', from: sql\`orders.orders o\` })`,
    },
    'insertRows without it': {
      'src/orders/a.ts': `export const a = (tx: Tx) => insertRows(tx, 'orders.orders', { id: 'uuid' }, [])`,
    },
    'only in a comment': {
      'src/orders/a.ts': statement('select id from orders.orders where number = $ -- store_id = 1'),
    },
  },
  'a file holds at most 400 lines': { long: { 'src/orders/a.ts': '\n'.repeat(401) } },
  'a function holds at most 70 lines': {
    'a new one': {
      'src/orders/a.ts': `export const a = () => {${'\n'.repeat(71)}}`,
      'web/ops/a.tsx': `export function A() {${'\n'.repeat(79)}}`,
    },
    'one that grew': { 'web/ops/a.tsx': `export function A() {${'\n'.repeat(80)}}` },
    'one that was shortened': { 'web/ops/a.tsx': `export function A() {${'\n'.repeat(75)}}` },
    'one that is gone': { 'web/ops/a.tsx': '' },
  },
}

/** What the rules must allow. */
const harmless: Readonly<Record<string, Planted>> = {
  'types and pure files in the web': {
    'web/ops/b.tsx': `import type { Order } from '#orders/index.ts'\nimport { orderStates } from '#orders/states.ts'`,
  },
  'a state that is read while something else is set': {
    'src/orders/a.ts': statement(
      "update orders.orders set note = (select 'state = 1') where store_id = $ and state = 'closed'",
    ),
  },
  'the owner by a tuple, by a join, by rows, by a part kept aside': {
    'src/orders/a.ts': statement('select 1 from orders.orders where (store_id, id) = any($)'),
    'src/orders/b.ts': statement('select 1 from unnest($) k(owner) join orders.orders o on k.owner = o.store_id'),
    'src/orders/c.ts': statement('insert into orders.orders (store_id, id) select a, b from c'),
    'src/orders/d.ts': `${sqlImport}const mine = sql\`o.store_id = \${1}\`\nexport const d = sql\`select 1 from orders.orders o where \${mine}\``,
  },
  'the clock in a comment, and a property of that name': {
    'src/orders/a.ts': `// Date.now()\nexport const a = { fetch: 1, randomInt: 2 }\nexport const b = (at: number) => new Date(at)`,
  },
  'owner tables joined to each other and to a value': {
    'src/orders/a.ts': statement(
      'select 1 from orders.orders o join orders.lines l on l.store_id = o.store_id and l.order_id = o.id where l.store_id = $',
    ),
    'src/orders/b.ts': statement(
      'select 1 from unnest($) k(a) join orders.orders o on o.store_id = k.a join orders.lines l on (l.store_id, l.order_id) = (o.store_id, o.id)',
    ),
  },
  'a Date that is read, and locks of its own rows': {
    'src/orders/a.ts': `export const a = (at: Date | null) => at instanceof Date && Date.parse('2026-01-01') > Math.max(1, 2)`,
    'src/orders/b.ts': statement(
      'select 1 from orders.orders o join sellers.stores s on s.store_id = o.store_id where o.store_id = $ for no key update of o',
    ),
  },
  'a provider that asks through outside': {
    'src/payments/providers/a.ts': `import { request } from 'node:http'\nimport { outside } from '#platform/current-transaction.ts'
      const ask = () => outside('a', () => call())\nconst call = () => request('x')\nexport const a = () => ask()`,
  },
}
const allowedFunction: Planted = { 'web/ops/a.tsx': `export function A() {${'\n'.repeat(79)}}` }

const parsed = (files: Planted) => Object.entries(files).map(([path, text]) => sourceOf(path, text))

describe('every rule catches its violations', () => {
  test('each has a planted breach', () => {
    expect(Object.keys(planted).sort()).toEqual([...new Set(all.map(({ name }) => name))].sort())
  })

  const each = Object.entries(planted).flatMap(([name, ways]) =>
    Object.entries(ways).map(([way, files]) => ({ name, way, files })),
  )
  test.each(each)('$name: $way', ({ name, files }) => {
    const rule = all.find(each => each.name === name)!
    expect(rule.find(parsed(files))).not.toEqual([])
  })

  test.each(Object.entries(harmless))('and lets pass: %s', (_, files) => {
    const found = rules.filter(({ name }) => name !== functionSizes({}).name).flatMap(rule => rule.find(parsed(files)))
    expect(found).toEqual([])
    expect(all.at(-1)!.find(parsed(allowedFunction))).toEqual([])
  })

  test('files that are not TypeScript are checked too', () => {
    expect(() => sourceOf('src/orders/a.ts', 'export const = 1')).toThrow('src/orders/a.ts')
  })
})
