import { readdirSync } from 'node:fs'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { distribute, runDistributed } from '#platform/distribute.ts'
import { migrate } from '#platform/migrate.ts'
import { freshDatabase } from '../../test/database.ts'

// Only with CITUS_URL, by `npm run test:citus`.

/** The migrations of a market that was distributed when it could be for the first time. */
const before = readdirSync(new URL('../../db/migrations/', import.meta.url)).filter(name => name < '0049')

let url: string
let drop: () => Promise<void>
let client: pg.Client
beforeAll(async () => {
  ;({ url, drop } = await freshDatabase({ empty: true }))
  await migrate(url, { only: before })
  await connect()
})
afterAll(async () => {
  await client.end()
  await drop()
})

async function connect(): Promise<void> {
  client = new pg.Client({ connectionString: url })
  await client.connect()
}

const quiet = () => {}
const placementsOf = async (...names: string[]) =>
  (
    await client.query<{ name: string; kind: string }>(
      `select logicalrelid::text as name, concat(partmethod, repmodel) as kind from pg_dist_partition
       where logicalrelid = any($1::regclass[]) order by 1`,
      [names],
    )
  ).rows.map(({ name, kind }) => `${name} ${kind === 'nt' ? 'everywhere' : 'by owner'}`)
const keysOf = async (table: string) =>
  (
    await client.query<{ key: string }>(
      `select pg_get_constraintdef(oid) as key from pg_constraint where contype = 'f' and conrelid = $1::regclass order by 1`,
      [table],
    )
  ).rows.map(row => row.key)

test('it refuses while processes of the market are connected, before anything is changed', async () => {
  const backup = async () => expect.unreachable('nothing is backed up')
  await expect(distribute(url, quiet, backup)).rejects.toThrow("stop the market's processes first")
  await client.end()
})

test('a market is distributed once: tables by owner or everywhere, with their foreign keys, after the backup', async () => {
  let backups = 0
  const lines: string[] = []
  const before = async () => void backups++
  expect(await distribute(url, line => lines.push(line), before)).toBe(lines.length)
  expect(lines).toContain('orders.orders: store')
  await connect()
  expect(await placementsOf('orders.orders', 'markets.countries', 'accounts.users')).toEqual([
    'markets.countries everywhere',
    'orders.orders by owner',
  ])
  expect(await keysOf('orders.lines')).toContain(
    'FOREIGN KEY (store_id, order_id) REFERENCES orders.orders(store_id, id)',
  )
  expect(await distribute(url, quiet, before)).toBe(0)
  expect(backups).toBe(1)
})

test('what a later migration adds is distributed before its foreign keys are added', async () => {
  const statements = [
    'create table orders.notes (store_id uuid not null, id uuid not null, order_id uuid not null, primary key (store_id, id))',
    `comment on table orders.notes is 'placement: store. For a test.'`,
    'alter table orders.notes add constraint notes_order foreign key (store_id, order_id) references orders.orders (store_id, id)',
  ]
  await client.query('begin')
  await runDistributed(client, statements)
  await client.query('commit')
  expect(await placementsOf('orders.notes')).toEqual(['orders.notes by owner'])
  expect(await keysOf('orders.notes')).toHaveLength(1)
})

test('E16r a distributed market is brought up to date like any other', async () => {
  expect(await migrate(url)).toBeGreaterThan(0)
  const { rows } = await client.query<{ name: string }>(
    "select conname as name from pg_constraint where conrelid = 'payouts.bank_accounts'::regclass and contype = 'c' order by 1",
  )
  expect(rows.map(row => row.name)).toContain('bank_accounts_account_number_check')
})
