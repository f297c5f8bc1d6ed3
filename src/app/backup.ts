import { createReadStream, createWriteStream } from 'node:fs'
import { chmod, cp, mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { keyFile } from '#platform/vault.ts'

/** The content of a backup's `manifest.json`. */
type Manifest = {
  readonly format: 1
  readonly migrations: readonly string[]
  /** In an order in which they can be filled: what is referred to comes first. */
  readonly tables: readonly { readonly name: string; readonly rows: number }[]
}

/** What is stored beside the database in the data folder and belongs to the same state. */
export const beside = ['files', 'sandbox-provider.jsonl', keyFile] as const

/**
 * Writes all of a market into a new folder: each table as gzipped COPY text, in one snapshot while the market goes on,
 * and then the files but those of exports, which are removed while the market goes on. `note` is called for each table.
 * Refuses a folder that exists.
 */
export async function backUp(
  databaseUrl: string,
  dataDir: string,
  target: string,
  note: (line: string) => void,
): Promise<void> {
  if (await exists(target)) throw new Error(`${target} exists: a backup goes into a folder of its own`)
  await mkdir(join(target, 'tables'), { recursive: true })
  await chmod(target, 0o700) // all that the market knows, readable by who made it
  await withClient(databaseUrl, async client => {
    await client.query('begin isolation level repeatable read read only')
    const tables: Manifest['tables'][number][] = []
    for (const name of await tablesInOrder(client)) {
      const copied = client.query(copyTo(`copy ${name} to stdout`))
      await pipeline(copied, createGzip(), createWriteStream(fileOf(target, name)))
      tables.push({ name, rows: copied.rowCount })
      note(`${name}: ${copied.rowCount}`)
    }
    const manifest: Manifest = { format: 1, migrations: await migrationsOf(client), tables }
    await client.query('commit')
    for (const name of beside)
      if (await exists(join(dataDir, name)))
        await cp(join(dataDir, name), join(target, name), { recursive: true, filter: isKept(dataDir) })
    // written last: a folder without it is not a backup
    await writeFile(join(target, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
  })
}

/**
 * Fills an empty, migrated database and data folder with a backup; all tables or none. Refuses a backup of other
 * migrations, and a database that has a store.
 */
export async function restore(
  databaseUrl: string,
  dataDir: string,
  source: string,
  note: (line: string) => void,
): Promise<void> {
  const manifest = await readManifest(source)
  await withClient(databaseUrl, async client => {
    const migrations = await migrationsOf(client)
    if (JSON.stringify(migrations) !== JSON.stringify(manifest.migrations))
      throw new Error(
        'This backup was made with other migrations: restore it with the version that made it, then upgrade',
      )
    const { rowCount } = await client.query('select 1 from sellers.stores limit 1')
    if (rowCount) throw new Error('This database holds a market already: restore into an empty one')
    await client.query('begin')
    // migrations seed some tables; the backup holds what became of the seeds
    await client.query(`truncate ${manifest.tables.map(table => table.name).join(', ')}`)
    for (const { name, rows } of manifest.tables) {
      const filled = client.query(copyFrom(`copy ${name} from stdin`))
      await pipeline(createReadStream(fileOf(source, name)), createGunzip(), filled)
      if (filled.rowCount !== rows) throw new Error(`${name}: ${filled.rowCount} rows instead of ${rows}`)
      note(`${name}: ${rows}`)
    }
    await mkdir(dataDir, { recursive: true })
    for (const name of beside)
      if (await exists(join(source, name))) await cp(join(source, name), join(dataDir, name), { recursive: true })
    await client.query('commit')
    await client.query('analyze')
  })
}

/** Files of exports can be made again; one that is removed while it is copied would end the backup. */
const isKept = (dataDir: string) => (path: string) => path !== join(dataDir, 'files', 'jobs')

const fileOf = (folder: string, table: string): string => join(folder, 'tables', `${table}.copy.gz`)

async function readManifest(folder: string): Promise<Manifest> {
  try {
    return JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8'))
  } catch {
    throw new Error(`${folder} is no complete backup: it has no manifest`)
  }
}

/** All tables of ours; a table comes after those its foreign keys point to. */
async function tablesInOrder(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; needs: string[] }>(`
    select c.oid::regclass::text as name, array(select distinct f.confrelid::regclass::text from pg_constraint f
      where f.contype = 'f' and f.conrelid = c.oid and f.confrelid <> c.oid) as needs
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema', 'public') order by 1`)
  const ordered: string[] = []
  let waiting = rows
  while (waiting.length > 0) {
    const ready = waiting.filter(table => table.needs.every(need => ordered.includes(need)))
    if (ready.length === 0) throw new Error(`foreign keys in a circle: ${waiting.map(table => table.name).join(', ')}`)
    ordered.push(...ready.map(table => table.name))
    waiting = waiting.filter(table => !ready.includes(table))
  }
  return ordered
}

async function migrationsOf(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    "select name || ' ' || sha256 as name from public.migrations order by 1",
  )
  return rows.map(row => row.name)
}

async function withClient(databaseUrl: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl })
  client.on('error', () => {}) // its statements fail, which is enough
  await client.connect()
  try {
    await work(client)
  } finally {
    await client.end()
  }
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  )
