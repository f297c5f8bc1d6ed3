import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { type Postgres, type PostgresOptions, removePostgres, startPostgres } from '#platform/postgres.ts'

const settings = { fsync: 'off', shared_buffers: '16MB' }
const folders: string[] = []
const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'fondaco-postgres-'))
  folders.push(folder)
  return folder
}
const dataDir = newFolder()

afterAll(async () => {
  for (const folder of folders) {
    await removePostgres(folder)
    rmSync(folder, { recursive: true, force: true })
  }
})

const start = (options: Partial<PostgresOptions> = {}): Promise<Postgres> =>
  startPostgres({ dataDir, settings, log: () => {}, ...options })

async function ask(postgres: Postgres, query: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: postgres.url() })
  client.on('error', () => {})
  await client.connect()
  try {
    return Object.values((await client.query(query)).rows[0] ?? {})[0]
  } finally {
    await client.end()
  }
}

const expectEnded = (postgres: Postgres): Promise<void> =>
  expect(ask(postgres, 'select 1')).rejects.toThrow(/ECONNREFUSED|ENOENT/)

const kill = async (child: ChildProcess): Promise<void> => {
  child.kill('SIGKILL')
  await once(child, 'exit')
}

/** Another Node process that has started PostgreSQL on the same data. */
async function otherProcess(sole = false): Promise<ChildProcess> {
  const script = `import { startPostgres } from ${JSON.stringify(new URL('postgres.ts', import.meta.url).href)}
    await startPostgres({ dataDir: ${JSON.stringify(dataDir)}, settings: ${JSON.stringify(settings)}, sole: ${sole}, log() {} })
    console.log('started')`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(child.stdout!, 'data')
  return child
}

test('two that start at once on an empty folder share one server, and the last to leave ends it', async () => {
  const [one, two] = await Promise.all([start(), start()])
  expect(one.pid).toBe(two.pid)
  expect([one.adopted, two.adopted].sort()).toEqual([false, true])
  expect(await ask(one, "select current_setting('data_checksums') || current_setting('server_encoding')")).toBe(
    'onUTF8',
  )
  expect(await ask(one, "select current_setting('shared_preload_libraries')")).toBe('pg_stat_statements')
  expect(await ask(one, "select datcollate from pg_database where datname = 'fondaco'")).toBe('C')
  await one.stop()
  expect(await ask(two, 'select 1')).toBe(1)
  await two.stop()
  await expectEnded(two)
})

test('data, password and port stay from one start to the next; only its user may read them', async () => {
  const first = await start()
  await ask(first, 'create table kept as select 7 as n')
  await first.stop()
  const second = await start()
  expect(second.adopted).toBe(false)
  expect(second.url()).toBe(first.url())
  expect(await ask(second, 'select n from kept')).toBe(7)
  const stranger = new pg.Client({ connectionString: second.url().replace(/:[^:@]+@/, ':guess@') })
  await expect(stranger.connect()).rejects.toThrow(/password authentication failed/)
  await second.stop()
})

test('it outlives a killed Node; the next one adopts it and ends it', async () => {
  const other = await otherProcess(true)
  await kill(other)
  const mine = await start({ sole: true })
  expect(mine.adopted).toBe(true)
  expect(await ask(mine, 'select n from kept')).toBe(7)
  await mine.stop()
  await expectEnded(mine)
})

test('a second server on the same data is refused, naming the first one’s process; read-only commands are not', async () => {
  const other = await otherProcess(true)
  await expect(start({ sole: true })).rejects.toThrow(`already runs on ${dataDir} (process ${other.pid})`)
  const visitor = await start()
  await visitor.stop()
  expect(await ask(visitor, 'select 1')).toBe(1)
  await kill(other)
  await (await start()).stop()
})

test('after a kill of PostgreSQL, with a backend still at work, it starts again and recovers', async () => {
  const first = await start()
  const busy = ask(first, 'select count(*) from generate_series(1, 3000000)').catch(() => {})
  await ask(first, 'insert into kept values (9)')
  process.kill(first.pid, 'SIGKILL')
  const second = await start()
  expect(second.pid).not.toBe(first.pid)
  expect(second.adopted).toBe(false)
  expect(await ask(second, 'select sum(n)::int from kept')).toBe(16)
  await busy
  await first.stop()
  await second.stop()
})

test('killed under a running Node, it restarts on the same port with everything committed', async () => {
  const lines: string[] = []
  const postgres = await start({ onDeath: line => lines.push(line) })
  await ask(postgres, 'create table if not exists outlived (n int)')
  await ask(postgres, 'insert into outlived values (1)')
  const { pid } = postgres
  const url = postgres.url()
  process.kill(pid, 'SIGKILL')
  await expect.poll(() => postgres.pid).not.toBe(pid)
  expect(await ask(postgres, 'select count(*)::int from outlived')).toBe(1)
  expect(postgres.url()).toBe(url)
  expect(lines).toEqual(['PostgreSQL has died and is being restarted'])
  await postgres.stop()
  await expectEnded(postgres)
})

test('a stale pid file whose number another process has got does not hold it up', async () => {
  const postgres = await start()
  const pidFile = join(dataDir, 'postgres/data/postmaster.pid')
  const lines = readFileSync(pidFile, 'utf8').split('\n')
  await postgres.stop()
  const { uid } = statSync(pidFile.replace('/postmaster.pid', ''))
  const stranger = spawn('sleep', ['60'], { stdio: 'ignore', uid })
  writeFileSync(pidFile, [stranger.pid, ...lines.slice(1)].join('\n'))
  const again = await start()
  expect(again.adopted).toBe(false)
  expect(stranger.exitCode).toBe(null)
  await again.stop()
  await kill(stranger)
})

test('a failed start reports PostgreSQL’s own message', async () => {
  await expect(start({ settings: { ...settings, wal_level: 'nonsense' } })).rejects.toThrow(
    /does not start:\n.*invalid value for parameter "wal_level"/,
  )
})

test('data of another major version are left alone', async () => {
  const version = join(dataDir, 'postgres/data/PG_VERSION')
  writeFileSync(version, '15\n')
  await expect(start()).rejects.toThrow('was written by PostgreSQL 15, this is 18')
  writeFileSync(version, '18\n')
})

test.runIf(process.getuid?.() === 0)(
  'root: data below a closed folder go elsewhere, stay there, and are removed',
  async () => {
    const closed = newFolder()
    const below = join(closed, 'market/data')
    mkdirSync(below, { recursive: true })
    const lines: string[] = []
    const log = (line: string): void => void lines.push(line)
    const first = await start({ dataDir: below, log })
    await ask(first, 'create table kept as select 1 as n')
    await first.stop()
    const home = /its data are in (\S+)$/.exec(lines[0]!)![1]!
    expect(home).toMatch(/^\/var\/lib\/fondaco\/[0-9a-f]{12}\/postgres$/)
    expect(existsSync(join(below, 'postgres'))).toBe(false)
    chmodSync(closed, 0o755)
    const again = await start({ dataDir: below })
    expect(await ask(again, 'select n from kept')).toBe(1)
    await again.stop()
    await removePostgres(below)
    expect(existsSync(home)).toBe(false)
  },
)
