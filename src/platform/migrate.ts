import { hash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { isDistributed, runDistributed } from '#platform/distribute.ts'

const folder = new URL('../../db/migrations/', import.meta.url)

/**
 * Runs the SQL files of `db/migrations` that this database has not seen, in order, each in its own transaction unless
 * it starts with `-- no-transaction`. Returns how many ran. Safe when several processes start at once. Throws, before
 * anything is changed, when the database has migrations that are not here: a newer release has migrated it, and this
 * one does not know its tables. Processes that run already continue: migrations expand before they contract. `only`:
 * run just these files, for tests of an upgrade.
 */
export async function migrate(url: string, { only }: { only?: readonly string[] } = {}): Promise<number> {
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => {}) // its statements fail, which is enough
  await client.connect()
  try {
    // Try-lock in a loop: a blocking lock holds a snapshot, and CREATE INDEX CONCURRENTLY in the first starter would
    // wait for it: deadlock, seen.
    while (!(await client.query("select pg_try_advisory_lock(hashtext('migrate')) as mine")).rows[0].mine)
      await sleep(200)
    await client.query(
      'create table if not exists public.migrations (name text primary key, sha256 text not null, ran_at timestamptz not null)',
    )
    const { rows } = await client.query<{ name: string; sha256: string }>('select name, sha256 from public.migrations')
    const seen = new Map(rows.map(row => [row.name, row.sha256]))
    const names = readdirSync(folder).filter(name => name.endsWith('.sql'))
    const unknown = [...seen.keys()].filter(name => !names.includes(name)).sort()
    if (unknown.length > 0) throw new Error(newerDatabase(unknown))
    let ran = 0
    for (const name of names.filter(name => only?.includes(name) ?? true).sort()) {
      const text = readFileSync(new URL(name, folder), 'utf8')
      const sha256 = hash('sha256', text)
      if (seen.has(name)) {
        if (seen.get(name) !== sha256) throw new Error(`migration ${name} was changed after it ran: write a new one`)
        continue
      }
      await run(client, name, text, sha256)
      ran++
    }
    // Plans made for empty tables last as long as the connection, so collect statistics first.
    if (ran) await client.query('analyze')
    return ran
  } finally {
    await client.end()
  }
}

const newerDatabase = (unknown: readonly string[]): string =>
  `This database was migrated by a newer release than this one: it has seen ${unknown.join(', ')}, which is not here. ` +
  'Start that release, or a later one. To go back, restore a backup made before it into an empty database. ' +
  'Nothing was changed.'

/** The statements of a file: parts that end with a line's last semicolon, but for those within a function's body. */
const statementsOf = (text: string): string[] =>
  (text.match(/(?:\$\$[\s\S]*?\$\$|[^;$]|;(?!\s*$)|\$)+;\s*$/gm) ?? []).map(statement => statement.trim())

async function run(client: pg.Client, name: string, text: string, sha256: string): Promise<void> {
  const inTransaction = !text.startsWith('-- no-transaction')
  try {
    if (inTransaction) await client.query('begin')
    // several statements sent together are one transaction, so those that must not be in one are sent one by one
    if (!inTransaction) for (const statement of statementsOf(text)) await client.query(statement)
    else if (await isDistributed(client)) await runDistributed(client, statementsOf(text))
    else await client.query(text)
    await client.query('insert into public.migrations (name, sha256, ran_at) values ($1, $2, $3)', [
      name,
      sha256,
      new Date().toISOString(),
    ])
    if (inTransaction) await client.query('commit')
  } catch (error) {
    throw new Error(`migration ${name}: ${(error as Error).message}`, { cause: error })
  }
}
