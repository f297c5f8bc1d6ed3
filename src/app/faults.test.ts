import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { expect, inject, test } from 'vitest'
import { openDb, sql } from '#platform/db.ts'
import { newId } from '#platform/ids.ts'
import { migrate } from '#platform/migrate.ts'
import { removePostgres, startPostgres } from '#platform/postgres.ts'
import { Refusal } from '#platform/refusal.ts'
import { seedTaxonomy } from '#taxonomy/index.ts'
import { httpClient } from '../../test/http-client.ts'
import { checkInvariants } from '../../test/invariants.ts'
import { hangsAfterMs } from '../../test/limits.ts'
import { address, Market, openMarket, providerSecret } from '../../test/market.ts'

const market = openMarket()

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await new Promise(resolve => probe.once('listening', resolve))
  const { port } = probe.address() as { port: number }
  await new Promise(resolve => probe.close(resolve))
  return port
}

type Process = { readonly child: ChildProcess; readonly log: () => string }

/** `serve` or `worker` as a process of its own, on a market's database and provider. */
function run(of: Market, verb: 'serve' | 'worker', port: number, dataDir: string, env: object = {}): Process {
  const child = spawn(process.execPath, ['src/main.ts', verb], {
    env: {
      ...process.env,
      PORT: String(port),
      PUBLIC_URL: `http://127.0.0.1:${port}`,
      DATABASE_URL: of.databaseUrl,
      DATA_DIR: dataDir,
      REQUESTS_PER_MINUTE: '0',
      LOG_LEVEL: 'error',
      SANDBOX_PROVIDER_URL: of.provider.url,
      SANDBOX_PROVIDER_SECRET: providerSecret,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const lines: string[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', text => lines.push(String(text)))
  return { child, log: () => lines.join('') }
}

/** A server of its own process; resolves once it answers. */
async function startServer(of: Market, port: number, dataDir: string, env: object = {}): Promise<Process> {
  const server = run(of, 'serve', port, dataDir, env)
  for (const begun = Date.now(); Date.now() - begun < hangsAfterMs; ) {
    if (server.child.exitCode !== null) break
    if (
      await fetch(`http://127.0.0.1:${port}/readyz`).then(
        answer => answer.ok,
        () => false,
      )
    )
      return server
    await sleep(50)
  }
  throw new Error(`the server did not become ready: ${server.log()}`)
}

/** Asked to stop as a service manager asks; the exit code. */
async function stop({ child }: Process): Promise<number | null> {
  if (child.exitCode === null) {
    child.kill('SIGTERM')
    await once(child, 'exit')
  }
  return child.exitCode
}

const clients = 200

test('kill -9 in the middle of 200 checkouts: no half order, and who repeats the key gets the answer', async () => {
  const stores = [await market.store(), await market.store(), await market.store()]
  const products = await Promise.all(stores.map(store => market.product(store, { stock: 10_000 })))
  const buyers = await Promise.all(Array.from({ length: clients }, () => market.person()))
  const dataDir = await mkdtemp(join(tmpdir(), 'fondaco-faults-'))
  const port = await freePort()
  let server = await startServer(market, port, dataDir)
  try {
    let answered = 0
    const checkout = async (i: number) => {
      const { api } = httpClient(() => `http://127.0.0.1:${port}`, buyers[i]!.token())
      const wanted = [products[i % 3]!, products[(i + 1) % 3]!]
      for (const [n, product] of wanted.entries())
        await insist(() => api.addToCart({ variant_id: product.variantId }, `add ${n}`))
      const cart = await insist(() => api.setDelivery({ address }, 'delivery'))
      const placed = await insist(() =>
        api.placePurchase({ method: 'card_ok', expected_total_minor: cart.total.amount_minor }, 'the one click'),
      )
      answered++
      return placed
    }
    const all = Promise.all(Array.from({ length: clients }, (_, i) => checkout(i)))
    while (answered < clients / 4) await sleep(5)
    server.child.kill('SIGKILL')
    const before = answered
    server = await startServer(market, port, dataDir)
    const placed = await all
    expect(before).toBeLessThan(clients)
    expect(placed.every(answer => answer.state === 'paid' || answer.state === 'in_progress')).toBe(true)
    server.child.kill('SIGKILL')
    await market.pass({ minutes: 20 })
    for (const [i, buyer] of buyers.entries()) {
      const { items } = await buyer.api.listMyOrders({})
      expect(
        items.map(order => order.state),
        `buyer ${i}`,
      ).toEqual(['awaiting_shipment', 'awaiting_shipment'])
      expect(new Set(items.map(order => order.purchase_id))).toEqual(new Set([placed[i]!.purchase_id]))
    }
    const units = await sql<{ units: number }>`select sum(units)::int as units from orders.lines`.execute(
      market.db.read,
    )
    expect(units.rows[0]!.units).toBe(clients * 2)
    await checkInvariants(market.db, market.provider.record)
  } finally {
    server.child.kill('SIGKILL')
    await rm(dataDir, { recursive: true, force: true })
  }
})

/** As a client does whose connection broke: says the same again until there is an answer. */
async function insist<T>(say: () => Promise<T>): Promise<T> {
  for (const begun = Date.now(); ; ) {
    try {
      return await say()
    } catch (error) {
      const again = !(error instanceof Refusal) || error.status === 503
      if (!again || Date.now() - begun > hangsAfterMs) throw error
      await sleep(50)
    }
  }
}

const callers = 8
/** What a caller may hear whose earlier purchase was resumed, and took the cart, while he filled it again. */
const resumed = new Set(['cart.empty', 'checkout.total_changed'])

/**
 * Callers that buy in a loop from a server, while `fail` makes its database fail so many times: each time after all of
 * them were answered well again. Then it serves as before, and a worker in a process of its own has done what was due.
 */
async function failUnderWrites(of: Market, rounds: number, fail: (round: number) => Promise<void>): Promise<void> {
  const store = await of.store()
  const { variantId } = await of.product(store, { stock: 100_000 })
  const buyers = await Promise.all(Array.from({ length: callers }, () => of.person()))
  const dataDir = join(tmpdir(), `fondaco-faults-${process.pid}-${newId()}`) // the server makes it
  const [port, workerPort] = [await freePort(), await freePort()]
  const server = await startServer(of, port, dataDir, { WORKER: 'false' })
  const count = async (table: string) =>
    (await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(of.db.read)).rows[0]!.n
  const workers = await count('platform.workers')
  const worker = run(of, 'worker', workerPort, dataDir, { PUBLIC_URL: `http://127.0.0.1:${port}` })
  const odd: string[] = []
  const bought = buyers.map(() => 0)
  let refused = 0
  let stopping = false
  let over = false

  /** The answer; null: not now; undefined: the cart is another one by now. */
  const call = async <T>(say: () => Promise<T>): Promise<T | null | undefined> => {
    try {
      return await say()
    } catch (error) {
      if (error instanceof Refusal && error.code === 'request.unavailable') refused++
      else if (error instanceof Refusal && resumed.has(error.code)) return undefined
      else if (error instanceof Refusal || !stopping) odd.push(String((error as Error).stack))
      await sleep(20)
      return null
    }
  }
  const buy = async (n: number): Promise<void> => {
    const { api } = httpClient(() => `http://127.0.0.1:${port}`, buyers[n]!.token())
    while (!over) {
      if (!(await call(() => api.addToCart({ variant_id: variantId })))) continue
      const cart = await call(() => api.setDelivery({ address }))
      // a purchase that was resumed meanwhile has emptied it
      if (!cart || cart.total.amount_minor === 0) continue
      const paid = { method: 'card_ok', expected_total_minor: cart.total.amount_minor }
      const key = newId()
      let answer: unknown = null
      while (answer === null && !over) answer = await call(() => api.placePurchase(paid, key))
      if (answer) bought[n]!++
    }
  }
  const allBuyAgain = async (): Promise<void> => {
    const wanted = bought.map(count => count + 1)
    while (bought.some((count, n) => count < wanted[n]!)) {
      if (odd.length > 0) return
      if (server.child.exitCode !== null) throw new Error(`the server died: ${server.log()}`)
      await sleep(20)
    }
  }

  try {
    await expect.poll(() => count('platform.workers')).toBeGreaterThan(workers)
    const buying = buyers.map((_, n) => buy(n))
    await allBuyAgain()
    for (let round = 0; round < rounds && odd.length === 0; round++) {
      await fail(round)
      await allBuyAgain()
    }
    expect([server.child.exitCode, worker.child.exitCode], worker.log()).toEqual([null, null])
    // asked to stop while they buy: what it has taken is answered first, and nobody uses a pool that has ended
    stopping = true
    expect(await stop(server)).toBe(0)
    over = true
    await Promise.all(buying)
    expect(odd).toEqual([])
    expect(refused).toBeGreaterThan(0)
    // nobody but the worker handles events
    await expect.poll(() => count('platform.outbox'), { message: worker.log() }).toBe(0)
    expect(await stop(worker)).toBe(0)
    expect(server.log()).not.toMatch(/"msg":"(bug|no page)"|Unhandled|after calling end/)
    expect(logLines(worker.log()).filter(line => line.level === undefined)).toEqual([])
    await of.settle()
    await checkInvariants(of.db, of.provider.record)
  } finally {
    over = true
    for (const { child } of [server, worker]) child.kill('SIGKILL')
    await rm(dataDir, { recursive: true, force: true })
  }
}

/** What a process wrote after its greeting, one JSON object a line. */
const logLines = (text: string): { level?: number }[] =>
  text
    .split('\n')
    .filter(line => line.startsWith('{') || /error/i.test(line))
    .map(line => (line.startsWith('{') ? JSON.parse(line) : { line }))

async function asAdministrator(work: (query: pg.Client['query'], database: string) => Promise<unknown>): Promise<void> {
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(market.db.read)
  const administrator = new pg.Client({ connectionString: inject('postgresUrls')[0]! })
  await administrator.connect()
  try {
    await work(administrator.query.bind(administrator) as never, rows[0]!.name)
  } finally {
    await administrator.end()
  }
}

test('all connections are cut while callers buy: 503 at most, every process lives, and nothing is lost', () =>
  failUnderWrites(market, 4, () =>
    asAdministrator((query, database) =>
      query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [database]),
    ),
  ))

test('PostgreSQL is killed while callers buy: 503 until it is back, every process lives, and nothing is lost', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'fondaco-faults-postgres-'))
  const deaths: string[] = []
  const settings = { fsync: 'off', shared_buffers: '32MB' }
  const postgres = await startPostgres({ dataDir, settings, log: () => {}, onDeath: line => deaths.push(line) })
  const own = new Market()
  try {
    const url = postgres.url()
    await migrate(url)
    await seedTaxonomy(url)
    const db = await openDb(url)
    await own.open({ database: async () => ({ db, url, drop: () => db.close() }) })
    await failUnderWrites(own, 2, async () => void process.kill(postgres.pid, 'SIGKILL'))
    expect(deaths.filter(line => line.includes('has died'))).toHaveLength(2)
    await own.close()
  } finally {
    await postgres.stop()
    await removePostgres(dataDir)
    await rm(dataDir, { recursive: true, force: true })
  }
})

test('PostgreSQL without room: writes are refused and it is not ready, reads go on; with room again all is well', async () => {
  const buyer = await market.person()
  const { variantId } = await market.product(await market.store())
  const ready = async () => (await fetch(`${market.db.publicUrl}/readyz`)).status
  const { read } = market.db
  await sql`
    create function public.no_room() returns trigger language plpgsql as $$
      begin raise exception 'could not extend file' using errcode = '53100'; end $$
  `.execute(read)
  await sql`
    create function public.no_room_for_tables() returns event_trigger language plpgsql as $$
      begin raise exception 'could not extend file' using errcode = '53100'; end $$
  `.execute(read)
  await sql`create trigger no_room before insert or update on cart.lines for each row execute function public.no_room()`.execute(
    read,
  )
  await sql`create event trigger no_room on ddl_command_start execute function public.no_room_for_tables()`.execute(
    read,
  )
  expect(await ready()).toBe(200) // nobody has tried to write
  const add = () => buyer.api.addToCart({ variant_id: variantId })
  await expect(add()).rejects.toMatchObject({ code: 'request.unavailable', status: 503 })
  expect(await ready()).toBe(503)
  expect((await buyer.api.showCart({})).stores).toEqual([])
  await sql`drop event trigger no_room`.execute(read)
  await sql`drop trigger no_room on cart.lines`.execute(read)
  expect(await ready()).toBe(200)
  expect((await add()).stores).toHaveLength(1)
})

test('PostgreSQL gone: 503 meanwhile, then all is well', async () => {
  const buyer = await market.person()
  await asAdministrator(async (query, name) => {
    await query(`alter database ${name} with allow_connections false`)
    await query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name])
    const gone = await fetch(`${market.db.publicUrl}/readyz`)
    expect([gone.status, gone.headers.get('retry-after')]).toEqual([503, '2'])
    await expect(buyer.api.listMyOrders({})).rejects.toMatchObject({ code: 'request.unavailable', status: 503 })
    for (const path of ['/metrics', '/sitemap.xml', '/media/00000000-0000-7000-8000-000000000000/x/96.webp'])
      expect((await fetch(market.db.publicUrl + path)).status, path).not.toBe(500)
    expect((await fetch(`${market.db.publicUrl}/healthz`)).status).toBe(200)
    await query(`alter database ${name} with allow_connections true`)
  })
  expect((await buyer.api.listMyOrders({})).items).toEqual([])
})
