import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, closeSync, existsSync, fstatSync, openSync, readFileSync, statSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import pg from 'pg'
import { newSecret } from '#platform/ids.ts'
import {
  binariesOfThisMachine,
  dataOf,
  type Place,
  type Program,
  placeOf,
  programOf,
  renameUnlessThere,
} from '#platform/postgres-place.ts'

export type Postgres = {
  /** The administrator's connection URL; for the market's own database by default. */
  url(database?: string): string
  readonly pid: number
  /** It was running already: left by a killed process, or shared with another one. */
  readonly adopted: boolean
  /** Stops it and waits for it to end, unless another process still uses it. */
  stop(): Promise<void>
}

export type PostgresOptions = {
  readonly dataDir: string
  /** Folder of the package with the binaries; by default the one for this machine. */
  readonly binaries?: string
  readonly settings?: Readonly<Record<string, string>>
  /** Refuses when another process has these data with `sole`: a second server on one folder is a mistake. */
  readonly sole?: boolean
  readonly log: (line: string) => void
  /** For servers: restarts PostgreSQL when it ends unexpectedly, and calls this with a line for the log. */
  readonly onDeath?: (line: string) => void
}

/**
 * A real PostgreSQL with its data in `<dataDir>/postgres`, on a free port of 127.0.0.1, with an empty database
 * `fondaco` on the first run. One that already runs on these data is adopted. Root's PostgreSQL runs as another user,
 * and its data move to `/var/lib/fondaco`, which is logged, when that user cannot reach `dataDir`. Throws with a message
 * for people: no binaries, data of another version, a folder of someone else, no start.
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const { dataDir, binaries, settings = {}, sole, log, onDeath } = options
  const place = await placeOf(dataDir)
  if (place.home !== place.preferred)
    log(`PostgreSQL's user cannot reach ${place.preferred}: its data are in ${place.home}`)
  const program = await programOf(binaries ?? binariesOfThisMachine(), place.user)
  const all = { ...defaults, ...settings }
  await initialize(place, program, all)
  let running = await launch(place, program, all)
  let stopping = false
  const stop = async (): Promise<void> => {
    stopping = true
    const last = await letGo(running.client)
    if (last) await end(place, running.pid)
  }
  /** Restarts on the same port if it is free, so that connections can be made again. */
  const revive = async (report: (line: string) => void): Promise<void> => {
    while (!stopping) {
      try {
        report('PostgreSQL has died and is being restarted')
        running = await launch(place, program, all)
        if (stopping) return await stop()
        await hold(running.client, sole ? dataDir : null)
        return keepAlive()
      } catch (error) {
        report(`PostgreSQL cannot be restarted: ${(error as Error).message}`)
        await sleep(reviveEveryMs, undefined, { ref: false })
      }
    }
  }
  const keepAlive = (): void => {
    if (onDeath) running.client.once('end', () => revive(onDeath))
  }
  try {
    await hold(running.client, sole ? dataDir : null)
    await createDatabase(running.client)
  } catch (error) {
    await stop()
    throw error
  }
  keepAlive()
  return {
    url: (database = 'fondaco') => urlOf(place, running, database),
    get pid() {
      return running.pid
    },
    adopted: running.adopted,
    stop,
  }
}

const reviveEveryMs = 5_000

const defaults = {
  listen_addresses: '127.0.0.1',
  shared_buffers: '256MB',
  max_connections: '120',
  wal_compression: 'on',
  shared_preload_libraries: 'pg_stat_statements',
  jit: 'off',
  // A new market grows tenfold within the default minute, with plans made for empty tables.
  autovacuum_naptime: '10s',
}

/** Ends the processes that use these data, then PostgreSQL, and removes the data. */
export async function removePostgres(dataDir: string): Promise<void> {
  if (!existsSync(dataDir)) return
  const place = await placeOf(dataDir)
  const running = await postmasterOf(place)
  if (running) {
    const client = await connect(place, running)
    const users = client ? await holders(client) : []
    await client?.end()
    for (const pid of users.filter(isAlive)) process.kill(pid, 'SIGTERM')
    for (let waited = 0; users.some(isAlive) && waited < 10_000; waited += 50) await sleep(50)
    if (await postmasterOf(place)) await end(place, running.pid)
  }
  await rm(place.home === place.preferred ? place.home : dirname(place.home), { recursive: true, force: true })
}

// The data

/** Creates the cluster in another folder and renames it, so that a killed first start leaves no incomplete one. */
async function initialize(place: Place, { bin, major }: Program, settings: Record<string, string>): Promise<void> {
  const data = dataOf(place)
  if (existsSync(data)) {
    const { uid } = statSync(data)
    if (uid !== (place.user?.uid ?? process.getuid?.()))
      throw new Error(`${data} belongs to user ${uid}: start Fondaco as the user who did so first, or set DATA_DIR`)
    const of = Number(readFileSync(join(data, 'PG_VERSION'), 'utf8'))
    if (of !== major)
      throw new Error(`${data} was written by PostgreSQL ${of}, this is ${major}: go back, or move the data by backup`)
    return
  }
  // Owned by us, so that PostgreSQL's user cannot replace files that root writes.
  await mkdir(place.home, { recursive: true, mode: 0o711 })
  await removeLeftovers(place.home)
  const fresh = await mkdtemp(`${data}.${process.pid}.`)
  const password = join(place.home, 'password')
  await writeFile(password, newSecret(), { mode: 0o600, flag: 'wx' }).catch(() => {}) // from a start that was killed
  if (place.user) for (const path of [fresh, password]) chownSync(path, place.user.uid, place.user.gid)
  const order = ['--encoding=UTF8', '--locale=C', '--data-checksums', '--auth=scram-sha-256', '--username=fondaco']
  const sync = settings.fsync === 'off' ? ['--no-sync'] : []
  try {
    const args = ['-D', fresh, `--pwfile=${password}`, '--no-instructions', ...order, ...sync]
    await promisify(execFile)(join(bin, 'initdb'), args, { ...place.user, cwd: place.home, env: environment })
  } catch (error) {
    await rm(fresh, { recursive: true, force: true })
    const { stderr, message } = error as { stderr?: string; message: string }
    throw new Error(`PostgreSQL could not lay its data in ${place.home}:\n${lastLines(stderr || message)}`)
  }
  await renameUnlessThere(fresh, data)
}

async function removeLeftovers(home: string): Promise<void> {
  for (const name of await readdir(home)) {
    const pid = Number(/^data\.(\d+)\./.exec(name)?.[1])
    if (pid && !isAlive(pid)) await rm(join(home, name), { recursive: true, force: true })
  }
}

/** English messages, because we parse them; no other variables of ours are passed on. */
const environment = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' }

// The server

/** `sockets`: the folder of its Unix socket; empty without one. */
type Address = { readonly port: number; readonly sockets: string }
type Running = Address & { readonly client: pg.Client; readonly pid: number; readonly adopted: boolean }

/** Crash recovery of a large database takes minutes. */
const answerLimitMs = 600_000
/** Temporary causes that keep it from starting are gone by then. */
const passLimitMs = 30_000

/** Adopts the PostgreSQL that runs on these data, or starts one, and waits until it answers. */
async function launch(place: Place, program: Program, settings: Record<string, string>): Promise<Running> {
  let child: Child | null = null
  const begun = performance.now()
  for (; performance.now() - begun < answerLimitMs; await sleep(25)) {
    const running = await postmasterOf(place)
    if (running) {
      const client = await connect(place, running)
      if (!client) continue
      await writeFile(join(place.home, 'port'), String(running.port))
      return { ...running, client, adopted: running.pid !== child?.process.pid }
    }
    if (child && !hasEnded(child)) continue
    if (child) await passOrThrow(place, child, performance.now() - begun < passLimitMs)
    child = await spawnPostmaster(place, program, settings)
  }
  throw new Error(`PostgreSQL does not answer; see ${logFile(place)}`)
}

/** `logFrom`: where in the log it begins. */
type Child = { readonly process: ChildProcess; readonly logFrom: number }

const hasEnded = ({ process: { exitCode, signalCode } }: Child): boolean => exitCode !== null || signalCode !== null
const logFile = ({ home }: Place): string => join(home, 'log')
const longestLog = 10_000_000

async function spawnPostmaster(place: Place, { bin }: Program, settings: Record<string, string>): Promise<Child> {
  const lastPort = await readFile(join(place.home, 'port'), 'utf8').catch(() => '0')
  const port = String(await freePort(Number(lastPort)))
  const log = logFile(place)
  if (existsSync(log) && statSync(log).size > longestLog) await rename(log, `${log}.old`)
  const out = openSync(log, 'a', 0o600)
  const logFrom = fstatSync(out).size
  const sockets = { unix_socket_directories: socketsFit(place) ? dataOf(place) : '' }
  const chosen = Object.entries({ ...sockets, ...settings, port }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ])
  const postmaster = spawn(join(bin, 'postgres'), ['-D', dataOf(place), ...chosen], {
    ...place.user,
    cwd: place.home,
    env: environment,
    detached: true, // Ctrl-C goes to the terminal's group; we stop it last
    stdio: ['ignore', out, out],
  })
  closeSync(out)
  postmaster.unref()
  await once(postmaster, 'spawn').catch(error => {
    throw new Error(`PostgreSQL does not start: ${error.message}`)
  })
  return { process: postmaster, logFrom }
}

/** The last port, so that tools keep their address, or any free one. */
async function freePort(preferred: number): Promise<number> {
  const server = createServer()
  try {
    await once(server.listen(preferred, '127.0.0.1'), 'listening')
  } catch {
    return freePort(0)
  }
  const { port } = server.address() as AddressInfo
  await new Promise(done => server.close(done))
  return port
}

/** It ended while starting: returns for a temporary cause, so that we retry, and throws with the log for any other. */
async function passOrThrow(place: Place, { logFrom }: Child, patient: boolean): Promise<void> {
  const text = (await readFile(logFile(place))).subarray(logFrom).toString()
  if (patient && /lock file ".*" already exists/.test(text)) {
    // Another process was faster; or the old pid now belongs to another program, which PostgreSQL takes for itself.
    if (!(await postmasterOf(place))) await rm(join(dataOf(place), 'postmaster.pid'), { force: true })
    return
  }
  // The port was taken in between; or child processes of a killed server are still running.
  if (!patient || !/could not bind|Address already in use|pre-existing shared memory block/.test(text))
    throw new Error(`PostgreSQL does not start:\n${lastLines(text)}`)
  await sleep(200)
}

const lastLines = (text: string): string => text.trim().split('\n').slice(-12).join('\n')

/** The postmaster that runs on these data, as its pid file says; null when that is stale. */
async function postmasterOf(place: Place): Promise<(Address & { pid: number }) | null> {
  const lines = (await readFile(join(dataOf(place), 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')
  const [pid, port] = [Number(lines[0]), Number(lines[3])]
  return pid && port && (await runsOn(place, pid)) ? { pid, port, sockets: lines[4] ?? '' } : null
}

/** A pid may have been reused, so the command line must name our folder. */
const runsOn = async (place: Place, pid: number): Promise<boolean> => (await commandOf(pid)).includes(dataOf(place))

/** Empty for a process that has ended or is a zombie. Slim containers have no `ps`. */
async function commandOf(pid: number): Promise<string> {
  if (process.platform === 'linux') return readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
  return promisify(execFile)('ps', ['-o', 'command=', '-p', String(pid)]).then(
    ({ stdout }) => stdout,
    () => '',
  )
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** A fast shutdown: connections are closed, data are written to disk. */
async function end(place: Place, pid: number): Promise<void> {
  if (isAlive(pid)) process.kill(pid, 'SIGINT')
  while (await runsOn(place, pid)) await sleep(20)
}

// Who uses it

/** Through the Unix socket, which costs both sides less CPU than TCP; the TCP address in it is for tools that ignore `host`. */
function urlOf({ home }: Place, { port, sockets }: Address, database: string): string {
  const url = `postgres://fondaco:${readFileSync(join(home, 'password'), 'utf8')}@127.0.0.1:${port}/${database}`
  return sockets ? `${url}?host=${encodeURIComponent(sockets)}` : url
}

/** The longest path of a socket that macOS accepts. */
const longestSocketPath = 103
const socketsFit = (place: Place): boolean => join(dataOf(place), '.s.PGSQL.65535').length <= longestSocketPath

/** Null while it starts, recovers or stops. */
async function connect(place: Place, address: Address): Promise<pg.Client | null> {
  const client = new pg.Client({
    connectionString: urlOf(place, address, 'postgres'),
    application_name: `fondaco ${process.pid}`,
  })
  client.on('error', () => {}) // the server ended; `stop` handles that
  try {
    await client.connect()
    return client
  } catch (error) {
    if (String((error as { code?: string }).code).startsWith('28'))
      throw new Error(`PostgreSQL does not take the password in ${join(place.home, 'password')}`)
    return null
  }
}

/** Advisory locks held by the connection from `connect`; they end with the process, however it ends. */
const inUse = 1
const inSoleUse = 2

/** Marks it as used by this process, exclusively with `sole` (the folder, for the error message). */
async function hold(client: pg.Client, sole: string | null): Promise<void> {
  await client.query('select pg_advisory_lock_shared($1)', [inUse])
  if (!sole) return
  for (let waited = 0; ; waited += 100) {
    const { rows } = await client.query('select pg_try_advisory_lock($1) as mine', [inSoleUse])
    if (rows[0].mine) return
    // the server may not have noticed yet that a killed process is gone
    if (waited >= 1_000) break
    await sleep(100)
  }
  const [other] = await holders(client, inSoleUse)
  throw new Error(`Fondaco already runs on ${sole} (process ${other}). Stop it, or set DATA_DIR to another folder.`)
}

/** Process ids. */
async function holders(client: pg.Client, lock = inUse): Promise<number[]> {
  const { rows } = await client.query<{ pid: number }>(
    `select distinct split_part(application_name, ' ', 2)::int as pid from pg_stat_activity join pg_locks using (pid)
      where locktype = 'advisory' and objid = $1 and granted and application_name ~ '^fondaco \\d+$'`,
    [lock],
  )
  return rows.map(({ pid }) => pid)
}

/** True if no other process uses it. Of several that leave at once exactly one gets true. */
async function letGo(client: pg.Client): Promise<boolean> {
  try {
    await client.query('select pg_advisory_unlock_shared($1)', [inUse])
    const { rows } = await client.query('select pg_try_advisory_lock($1) as last', [inUse])
    return rows[0].last
  } catch {
    return true // it has closed this connection, so it is ending or failing
  } finally {
    await client.end().catch(() => {})
  }
}

async function createDatabase(client: pg.Client): Promise<void> {
  const { rowCount } = await client.query("select from pg_database where datname = 'fondaco'")
  if (rowCount) return
  await client.query('create database fondaco').catch(error => {
    if (error.code !== '42P04' && error.code !== '23505') throw error // another process was faster
  })
}
