import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Db, sql } from '#platform/db.ts'
import { placements } from '#platform/distribute.ts'
import { freshDb } from '../../test/database.ts'

let db: Db
let drop: () => Promise<void>
beforeAll(async () => {
  ;({ db, drop } = await freshDb())
})
afterAll(() => drop())

/** Names of owner columns. */
const ownerColumns: Readonly<Record<string, readonly string[]>> = {
  store: ['store_id'],
  buyer: ['buyer_id', 'id'],
  owner: ['owner'],
}

type Table = { name: string; placement: string | null; key: string[]; uniques: string[][] }

async function tables(): Promise<Table[]> {
  const { rows } = await sql<Table>`
    select n.nspname || '.' || c.relname as name,
      substring(obj_description(c.oid) from '^placement: ([a-z]+)') as placement,
      (select array_agg(a.attname::text order by x.n) from pg_index i cross join lateral unnest(i.indkey::int[]) with ordinality x(attnum, n)
        join pg_attribute a on a.attrelid = c.oid and a.attnum = x.attnum where i.indrelid = c.oid and i.indisprimary) as key,
      (select coalesce(json_agg((select json_agg(a.attname::text order by x.n) from unnest(i.indkey::int[]) with ordinality x(attnum, n)
        join pg_attribute a on a.attrelid = c.oid and a.attnum = x.attnum)), '[]') from pg_index i
        where i.indrelid = c.oid and i.indisunique and not i.indisprimary) as uniques
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema', 'public') order by 1
  `.execute(db.read)
  return rows
}

test('E16p every table declares its placement on a cluster', async () => {
  expect((await tables()).filter(table => !placements[table.placement ?? '']).map(table => table.name)).toEqual([])
})

test('E16p owner tables lead their key with the owner, and every unique index contains it', async () => {
  const wrong = (await tables()).flatMap(({ name, placement, key, uniques }) => {
    const owner = ownerColumns[placement ?? '']
    if (!owner) return []
    return [
      ...(owner.includes(key[0]!) ? [] : [`${name}: key ${key}`]),
      ...uniques
        .filter(columns => !columns.some(column => owner.includes(column)))
        .map(columns => `${name}: unique ${columns}`),
    ]
  })
  expect(wrong).toEqual([])
})

test('foreign keys stay with one owner, or point to a reference table, or stay on the coordinator', async () => {
  const placementOf = new Map((await tables()).map(table => [table.name, table.placement]))
  const { rows } = await sql<{ source: string; target: string; columns: string[]; on_delete: string }>`
    select f.conrelid::regclass::text as source, f.confrelid::regclass::text as target, f.confdeltype as on_delete,
      (select array_agg(a.attname::text) from unnest(f.conkey) k join pg_attribute a on a.attrelid = f.conrelid and a.attnum = k) as columns
    from pg_constraint f where f.contype = 'f'
  `.execute(db.read)
  const wrong = rows.filter(({ source, target, columns, on_delete }) => {
    const [from, to] = [placementOf.get(source)!, placementOf.get(target)!]
    if (!['a', 'r', 'c'].includes(on_delete)) return true
    if (placements[to] === 'everywhere') return false
    if (placements[from] === 'coordinator') return placements[to] !== 'coordinator'
    return from !== to || !columns.some(column => ownerColumns[from]!.includes(column))
  })
  expect(wrong).toEqual([])
})

test('there are no triggers and no rules: all behavior is in the code', async () => {
  const { rows } = await sql`
    select tgname::text as name from pg_trigger where not tgisinternal
    union all select rulename::text from pg_rewrite r join pg_class c on c.oid = r.ev_class where c.relkind = 'r'
  `.execute(db.read)
  expect(rows).toEqual([])
})
