import { afterAll, beforeAll, expect, test } from 'vitest'
import { freshDatabase } from '../database.ts'
import { openCheck } from './check.ts'

let check: Awaited<ReturnType<typeof openCheck>>
let drop: () => Promise<void>
beforeAll(async () => {
  const database = await freshDatabase()
  drop = database.drop
  check = await openCheck(database.url)
})
afterAll(async () => {
  await check.close()
  await drop()
})

const faultsOf = (text: string, ...lines: string[]) =>
  check.faultsOf({ text, lines: lines.length > 0 ? lines : ['src/orders/a.ts:1'], values: [] })

test.each([
  ['an owner', 'select * from orders.orders o where o.store_id = $1 and o.id = $2'],
  ['owners', 'select * from orders.orders o where o.store_id = any($1::uuid[])'],
  [
    'the owner through a join',
    'select l.* from orders.orders o join orders.lines l using (store_id) where o.store_id = $1',
  ],
  [
    'the owner in a sub-select, before what it shares with the rows outside',
    `select (select count(*) from orders.lines l where l.store_id = $1 and l.store_id = o.store_id and l.order_id = o.id)
      from orders.orders o where o.store_id = $1`,
  ],
  ['its own tables only', 'select * from accounts.users u join accounts.emails e on e.user_id = u.id'],
  ['a reference table beside', 'select * from orders.orders o, markets.countries c where o.store_id = $1'],
  ['a lock of one owner', 'select * from orders.orders o where o.store_id = $1 for update'],
])('a statement that names %s passes', async (_, text) => {
  expect(await faultsOf(text)).toEqual([])
})

test.each([
  ['no owner', 'select * from orders.orders o where o.id = $1', /^orders\.orders o is read on every node/],
  [
    'an owner outside its sub-select',
    `select (select count(*) from orders.lines l where l.store_id = o.store_id and l.order_id = o.id limit 1)
      from orders.orders o where o.store_id = $1`,
    /^orders\.lines l is read on every node/,
  ],
  [
    'owners by a join with unnest',
    'update orders.orders o set number = k.n from unnest($1::uuid[], $2::text[]) k(owner, n) where o.store_id = k.owner',
    /^orders\.orders o is read on every node/,
  ],
  ['one of two owners', 'select * from orders.orders o where o.store_id = $1 or o.id = $2', /on every node/],
  [
    'the owner beside a table of the coordinator',
    'select * from orders.orders o, accounts.users u where o.store_id = $1 and u.id = o.buyer_id',
    /^accounts\.users is on the coordinator and orders\.orders is not/,
  ],
  [
    'several owners, to lock',
    'select * from orders.orders o where o.store_id = any($1::uuid[]) for update',
    /^locks rows of several/,
  ],
  [
    'a lock of a join in a part of it',
    `with locked as (select o.id from orders.orders o join unnest($2::uuid[]) k(id) using (id) where o.store_id = $1 for update of o)
      select * from locked`,
    /^CTE locked locks rows of a join/,
  ],
  [
    'several owners, and reads what it writes',
    `with moved as (update orders.orders o set number = '' where o.store_id = any($1::uuid[]) returning o.*) select * from moved`,
    /^reads what it writes/,
  ],
  [
    'an instant computed from a column',
    `update orders.orders set paid_at = placed_at + interval '1 day' where store_id = $1`,
    /^SET or RETURNING/,
  ],
  [
    'an instant read from a column',
    `update orders.orders set paid_at = number::timestamptz where store_id = $1`,
    /^SET or RETURNING/,
  ],
  [
    'an array at the place of a column',
    'update orders.orders set items_minor = ($2::bigint[])[processing_days] where store_id = $1',
    /^SET or RETURNING/,
  ],
])('a statement with %s does not pass', async (_, text, fault) => {
  expect(await faultsOf(text)).toEqual([expect.stringMatching(fault)])
})

test('a file of reads across owners may read on every node, where its tables meet by their owner, and not write', async () => {
  const across = 'src/orders/a.across.ts:1'
  const joined = 'select * from orders.orders o join orders.lines l on l.order_id = o.id'
  expect(await faultsOf(`${joined} and l.store_id = o.store_id`, across)).toEqual([])
  expect(await faultsOf(`/* across */ ${joined} and l.store_id = o.store_id`)).toEqual([])
  expect(await faultsOf(`select id from orders.orders union all select id from catalog.products`, across)).toEqual([])
  expect(await faultsOf(joined, across)).toEqual([expect.stringContaining('meets another table')])
  expect(await faultsOf(`update orders.orders o set number = ''`, across)).toEqual([
    expect.stringContaining('on every node'),
  ])
  expect(await faultsOf('select * from orders.orders o for update', across)).toEqual([
    expect.stringContaining('on every node'),
  ])
})

test('tables of several owners meet by their owners, not by a list of values', async () => {
  const listed = (condition: string) =>
    `select o.id from unnest($1::uuid[], $2::uuid[]) k(owner, id)
     join orders.orders o on o.store_id = any($1::uuid[]) and o.store_id = k.owner and o.id = k.id
     join sellers.stores s on s.store_id = any($1::uuid[]) and ${condition}`
  expect(await faultsOf(listed('s.store_id = o.store_id'))).toEqual([])
  expect(await faultsOf(listed('s.store_id = k.owner'))).toEqual([
    expect.stringContaining('sellers.stores meets another'),
  ])
  const grouped = `select o.id from orders.orders o join (
    select store_id, count(*) from orders.lines where store_id = any($1::uuid[]) group by store_id) l on l.store_id = o.store_id
    where o.store_id = any($1::uuid[])`
  expect(await faultsOf(grouped)).toEqual([])
  const within = `select (select count(*) from orders.lines l where l.store_id = any($1::uuid[]) and l.store_id = p.store_id)
    from (select * from orders.orders where store_id = any($1::uuid[]) limit 10) p`
  expect(await faultsOf(within)).toEqual([])
})

test('several owners may be locked by what is sent once for each of them', async () => {
  const locks = 'select * from orders.orders o where o.store_id = any($1::uuid[]) for update'
  expect(await faultsOf(locks, 'src/orders/a.ts:1', 'src/platform/owned.ts:40', 'src/orders/a.ts:3')).toEqual([])
})
