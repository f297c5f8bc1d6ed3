import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { deadlineHandlers } from '#app/deadlines.ts'
import { plug } from '#app/plug.ts'
import { reactions } from '#app/reactions.ts'
import { shipOrder } from '#orders/index.ts'
import { sandboxProvider } from '#payments/providers/sandbox.ts'
import { sandboxServer } from '#payments/providers/sandbox-server.ts'
import { type Db, openDb, sql } from '#platform/db.ts'
import { sweepDeadlines } from '#platform/deadlines.ts'
import { migrate } from '#platform/migrate.ts'
import { drainOutbox } from '#platform/outbox.ts'
import { startPostgres } from '#platform/postgres.ts'
import { inTx } from '#platform/tx.ts'
import { seedTaxonomy } from '#taxonomy/index.ts'
import { call, ok } from './client.ts'
import { memoryOf } from './cpu.ts'
import { floor } from './floor.ts'
import { type Bench, type Line, measure, measureOnce } from './measure.ts'
import { type Seeded, seed } from './seed.ts'

/** `npm run bench [-- --products 1000,20000 --json FILE]`: the figures of bench/README.md, from an outside process. */
const { values: flags } = parseArgs({
  options: { products: { type: 'string', default: '1000,20000' }, json: { type: 'string' } },
})

const address = { name: 'Zoé Łuk', line1: '1 rue de la Paix', postal_code: '75002', city: 'Paris', country: 'FR' }
const secret = 'signs the webhooks of the bench'
const lines: (Line & { products: number })[] = []
for (const products of flags.products.split(',').map(Number)) lines.push(...(await benchAt(products)))
if (flags.json) await writeFile(flags.json, `${JSON.stringify(lines, null, 2)}\n`)

async function benchAt(products: number): Promise<(Line & { products: number })[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'fondaco-bench-'))
  const postgres = await startPostgres({ dataDir, log: () => {} })
  const provider = sandboxServer({ recordFile: null, secret, pendingMs: 0 })
  const providerUrl = await provider.app.listen({ port: 0, host: '127.0.0.1' })
  await migrate(postgres.url())
  await seedTaxonomy(postgres.url())
  const statistics = new pg.Client({ connectionString: postgres.url() })
  await statistics.connect()
  await statistics.query('create extension if not exists pg_stat_statements')
  const db = await openDb(postgres.url())
  plug(db, { dataDir, sandbox: true, provider: sandboxProvider(providerUrl, secret), mailer: null })
  const begun = performance.now()
  const seeded = await seed(db, products)
  console.log(`\n${products} products, seeded in ${Math.round((performance.now() - begun) / 1_000)} s`)
  const server = await startServer(postgres.url(), dataDir, providerUrl)
  const bench: Bench = { serverPid: server.child.pid!, postgresPid: postgres.pid, statistics }
  try {
    const idle = memoryOf(bench.serverPid)
    const found = [...(await overHttp(bench, server.url, seeded)), ...(await inProcess(bench, db))]
    let floors = 0
    for (let round = 0; round < 3; round++)
      floors = Math.max(floors, await floor(postgres.url(), seeded, { times: 800, clients: 16 }))
    found.push({ operation: 'floor', cpu_ms: 0, sql: 0, per_second: Math.round(floors * 10) / 10 })
    for (const line of found) print(line)
    const busy = found.find(line => line.operation === 'checkout_16')!
    console.log(
      `orders: ${Math.round((100 * busy.per_second) / floors)} % of the floor; ready in ${server.readyMs} ms; ` +
        `memory ${Math.round(idle)} MB idle, ${Math.round(memoryOf(bench.serverPid))} MB after load`,
    )
    return found.map(line => ({ products, ...line }))
  } finally {
    server.child.kill('SIGKILL')
    await db.close()
    await statistics.end()
    await provider.app.close()
    await postgres.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

async function overHttp(bench: Bench, base: URL, { variants, buyers, words, categories }: Seeded): Promise<Line[]> {
  const get = (path: string) => ok(call(base, 'GET', path))
  const variant = (i: number) => variants[i % variants.length]!
  const other = (i: number) => {
    let n = i * 13 + 1
    while (variant(n).store === variant(i * 7).store) n++
    return variant(n)
  }
  let serial = 0
  const as = (i: number) => ({ token: buyers[i % buyers.length]!.token, key: `k${serial++}` })
  const add = (i: number, id: string) =>
    ok(call(base, 'POST', '/api/shop/cart/lines', { ...as(i), body: { variant_id: id, units: 1 } }))
  const empty = async (i: number) => {
    const cart = JSON.parse(await ok(call(base, 'GET', '/api/shop/cart', as(i))))
    for (const store of cart.stores)
      for (const line of store.lines)
        await ok(call(base, 'PUT', `/api/shop/cart/lines/${line.variant_id}`, { ...as(i), body: { units: 0 } }))
  }
  const checkout = async (i: number) => {
    await add(i, variant(i * 7).variant)
    await add(i, other(i).variant)
    await ok(call(base, 'PUT', '/api/shop/cart/delivery', { ...as(i), body: { address } }))
    const services = Object.fromEntries(
      [variant(i * 7), other(i)].map(v => [`sto_${v.variant.slice(4, 26)}`, 'standard']),
    )
    const cart = JSON.parse(await ok(call(base, 'PUT', '/api/shop/cart/delivery', { ...as(i), body: { services } })))
    const body = { method: 'card_ok', expected_total_minor: cart.total.amount_minor }
    const answer = await ok(call(base, 'POST', '/api/shop/purchases', { ...as(i), body }))
    if (JSON.parse(answer).state !== 'paid') throw new Error(answer)
  }
  let cursor: string | null = null
  const list = async () => {
    const page = JSON.parse(await get(`/api/shop/products?limit=20${cursor ? `&after=${cursor}` : ''}`))
    cursor = page.next
  }
  const warm = async (times: number, once: (i: number) => Promise<unknown>) => {
    for (let i = 0; i < times; i++) await once(i)
  }
  const detail = (i: number) => get(`/api/shop/products/${variant(i * 7).product}`)
  /** One word, two words, a category narrowed down by an attribute: what people do. */
  const query = (i: number) => {
    const word = (n: number) => words[5 + ((i * 7 + n * 31) % 300)]!
    if (i % 5 < 3) return `q=${word(0)}`
    if (i % 5 === 3) return `q=${word(0)}+${word(1)}`
    return `category=${categories[(i * 3) % 40]}&filter=season=summer,season=winter`
  }
  const search = (i: number) => get(`/api/shop/search?limit=20&${query(i)}`)
  const suggest = (i: number) => get(`/api/shop/suggestions?q=${words[(i * 7) % 500]!.slice(0, 2 + (i % 4))}`)
  await warm(300, search)
  await warm(300, suggest)
  await warm(300, list)
  await warm(300, detail)
  // A market with a past: plans made on empty tables would be measured otherwise, which the first minutes replace.
  await warm(600, checkout)
  await bench.statistics.query('analyze')
  const pages = () => get('/')
  const productPage = (i: number) => get(`/p/${variant(i * 7).product}`)
  const searchPage = (i: number) => get(`/search?${query(i)}`)
  for (const page of [pages, productPage, searchPage]) await warm(40, page)
  const found = [
    await measure(bench, 'list', { times: 1_000 }, list),
    await measure(bench, 'detail', { times: 1_000 }, detail),
    await measure(bench, 'search', { times: 600 }, search),
    await measure(bench, 'suggest', { times: 1_000 }, suggest),
    await measure(bench, 'page_list', { times: 200 }, pages),
    await measure(bench, 'product_page', { times: 200 }, productPage),
    await measure(bench, 'search_page', { times: 200 }, searchPage),
  ]
  for (let i = 0; i < buyers.length; i++) await empty(i)
  found.push(await measure(bench, 'add_to_cart', { times: 300 }, i => add(i, variant(i * 7).variant)))
  for (let i = 0; i < buyers.length; i++) await empty(i)
  for (let n = 0; n < 100; n++) await add(0, variant(n).variant)
  found.push(await measure(bench, 'add_to_cart_100', { times: 200 }, i => add(0, variant(i % 100).variant)))
  for (let i = 0; i < buyers.length; i++) await empty(i)
  found.push(await measure(bench, 'checkout', { times: 150 }, checkout))
  // each client has buyers of its own: two checkouts of one buyer at once would share a cart
  const busy = new Set<number>()
  const alone = async (i: number) => {
    let who = i % buyers.length
    while (busy.has(who)) who = (who + 1) % buyers.length
    busy.add(who)
    await checkout(who + buyers.length * i)
    busy.delete(who)
  }
  found.push({ ...(await measure(bench, 'checkout_16', { times: 480, clients: 16 }, alone)) })
  return found
}

/** What the worker does: here in this process, whose CPU counts as the server's. */
async function inProcess(bench: Bench, db: Db): Promise<Line[]> {
  const here: Bench = { ...bench, serverPid: process.pid }
  const drain = async () => {
    while ((await drainOutbox(db, reactions)).done > 0);
  }
  // one purchase left three events here: its own, and one for each of its two orders
  const events = (await sql<{ n: number }>`select count(*)::int as n from platform.outbox`.execute(db.read)).rows[0]!.n
  const reacted = await measureOnce(here, 'reactions', Math.round((events * 2) / 4), drain)
  const { rows } = await sql<{ store_id: string; id: string }>`
    select store_id, id from orders.orders where state = 'awaiting_shipment' limit 1200`.execute(db.read)
  let n = 1_000_000_000
  for (const order of rows)
    await inTx(db, 'ship', tx =>
      shipOrder(
        tx,
        order.store_id,
        { storeId: order.store_id, id: order.id },
        { carrier: 'dhl', trackingNumber: String(n++), addToTemplate: false },
      ),
    )
  await drain()
  await sql`delete from platform.deadlines where kind <> 'orders.complete_by'`.execute(db.read)
  await sql`update platform.deadlines set due_at = ${db.clock.now()}`.execute(db.read)
  const fired = await measureOnce(here, 'deadlines', rows.length, async () => {
    while ((await sweepDeadlines(db, deadlineHandlers, { perTransaction: 1 })).done > 0);
  })
  return [reacted, fired]
}

async function startServer(databaseUrl: string, dataDir: string, providerUrl: string) {
  const begun = performance.now()
  const child: ChildProcess = spawn(process.execPath, ['src/main.ts', 'serve'], {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      DATABASE_URL: databaseUrl,
      DATA_DIR: dataDir,
      PORT: '0',
      WORKER: 'off',
      REQUESTS_PER_MINUTE: '0',
      SANDBOX_PROVIDER_URL: providerUrl,
      SANDBOX_PROVIDER_SECRET: secret,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await new Promise<URL>((resolve, reject) => {
    let said = ''
    child.stdout!.on('data', text => {
      said += text
      const match = /http:\/\/\S+/.exec(said)
      if (match) resolve(new URL(match[0]))
    })
    child.on('exit', code => reject(new Error(`the server ended with ${code}: ${said}`)))
  })
  return { child, url, readyMs: Math.round(performance.now() - begun) }
}

function print({ operation, cpu_ms, sql: statements, per_second }: Line): void {
  console.log(
    `${operation.padEnd(18)} ${String(cpu_ms.toFixed(2)).padStart(8)} ms CPU ${String(statements).padStart(8)} SQL ${per_second.toFixed(1).padStart(9)}/s`,
  )
}
