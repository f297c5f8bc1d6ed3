import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { expect, test } from 'vitest'
import { checkBooks } from '#ledger/index.ts'
import { SandboxRecord } from '#payments/providers/sandbox-record.ts'
import { openDb, sql } from '#platform/db.ts'
import { migrate } from '#platform/migrate.ts'
import { freshDatabase } from '../../test/database.ts'
import { checkInvariants } from '../../test/invariants.ts'

const folder = fileURLToPath(new URL('../../test/last-release/', import.meta.url))

/** A database as the last release left it: its schema, with a small demo market that it created (from a backup). */
async function lastRelease(): Promise<{ url: string; drop(): Promise<void> }> {
  const manifest = JSON.parse(readFileSync(`${folder}manifest.json`, 'utf8'))
  const { url, drop } = await freshDatabase({ empty: true })
  await migrate(url, { only: manifest.migrations.map((name: string) => name.split(' ')[0]!) })
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query('begin')
  await client.query(`truncate ${manifest.tables.map(({ name }: { name: string }) => name).join(', ')}`)
  for (const { name } of manifest.tables) {
    const filled = client.query(copyFrom(`copy ${name} from stdin`))
    const ended = new Promise((resolve, reject) => filled.on('finish', resolve).on('error', reject))
    filled.end(gunzipSync(readFileSync(`${folder}tables/${name}.copy.gz`)))
    await ended
  }
  await client.query('commit')
  await client.end()
  return { url, drop }
}

test('a market of the last release starts with this one: nothing is lost, its books verify, its orders go on', async () => {
  const { url, drop } = await lastRelease()
  const before = await openDb(url)
  const count = async (db: typeof before, from: string) =>
    (await sql<{ n: number }>`select count(*)::int as n from ${sql.raw(from)}`.execute(db.read)).rows[0]!.n
  const moves = (await count(before, 'orders.transitions')) + (await count(before, 'payouts.transitions'))
  const orders = await count(before, 'orders.orders')
  await before.close()

  await migrate(url)
  const db = await openDb(url)
  try {
    expect((await checkBooks(db)).faults).toEqual([])
    expect(await count(db, 'orders.orders')).toBe(orders)
    expect(await count(db, "platform.transitions where machine in ('order', 'payout')")).toBe(moves)
    const record = new SandboxRecord(`${folder}sandbox-provider.jsonl`)
    await checkInvariants(db, record)
  } finally {
    await db.close()
    await drop()
  }
})
