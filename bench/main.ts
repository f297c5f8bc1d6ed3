import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { deadlineHandlers } from '#app/deadlines.ts'
import { plug } from '#app/plug.ts'
import { reactions } from '#app/reactions.ts'
import { checkBooks } from '#ledger/index.ts'
import { shipOrder } from '#orders/index.ts'
import { sandboxProvider } from '#payments/providers/sandbox.ts'
import { type Db, openDb, sql } from '#platform/db.ts'
import { sweepDeadlines } from '#platform/deadlines.ts'
import { migrate } from '#platform/migrate.ts'
import { drainOutbox } from '#platform/outbox.ts'
import { startPostgres } from '#platform/postgres.ts'
import { inTx } from '#platform/tx.ts'
import { seedTaxonomy } from '#taxonomy/index.ts'
import { memoryOf } from './cpu.ts'
import { floor } from './floor.ts'
import { growth, printGrowth } from './growth.ts'
import { mailSink } from './mail-sink.ts'
import { type Bench, type Line, measure, measureOnce } from './measure.ts'
import { measureOrder } from './order.ts'
import { relevance } from './relevance.ts'
import { type Seeded, seed } from './seed.ts'
import { type Provider, startSandboxProvider, startServer } from './server.ts'
import { shopperOf } from './shopper.ts'
import { printStatements } from './statements.ts'

/**
 * `npm run bench [-- --products 1000,20000 --json FILE]`: the figures of bench/README.md, measured from another
 * process. `--only order` measures that row alone, `--only search` those of searching; `--explain order` (or `growth`)
 * also prints its statements. `--only relevance` says how well the search finds what was meant.
 * `--growth` measures instead how pages of sellers and operators grow with the number of orders. `--database URL
 * --postmasters PID,…`: on an empty database of servers that run already, on this machine, such as a cluster.
 */
const { values: flags } = parseArgs({
  options: {
    products: { type: 'string', default: '1000,20000' },
    json: { type: 'string' },
    only: { type: 'string' },
    explain: { type: 'string' },
    growth: { type: 'boolean', default: false },
    database: { type: 'string' },
    postmasters: { type: 'string', default: '' },
  },
})

const lines: (Line & { products: number })[] = []
const sizes = flags.growth || flags.only === 'relevance' ? [1_000] : flags.products.split(',').map(Number)
for (const products of sizes) lines.push(...(await benchAt(products)))
if (flags.json) await writeFile(flags.json, `${JSON.stringify(lines, null, 2)}\n`)

async function benchAt(products: number): Promise<(Line & { products: number })[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'fondaco-bench-'))
  const { databaseUrl, postgresPids, stop } = await database(dataDir)
  const provider = await startSandboxProvider()
  await migrate(databaseUrl)
  await seedTaxonomy(databaseUrl)
  const statistics = new pg.Client({ connectionString: databaseUrl })
  await statistics.connect()
  await statistics.query('create extension if not exists pg_stat_statements')
  const db = await openDb(databaseUrl)
  plug(db, { dataDir, sandbox: true, provider: sandboxProvider(provider.url, provider.secret), mailer: null })
  const begun = performance.now()
  if (flags.only === 'relevance') {
    const server = await startServer({ databaseUrl, dataDir, provider }, { WORKER: 'off' })
    try {
      await relevance(db, server.url)
    } finally {
      server.child.kill('SIGKILL')
      await close()
    }
    return []
  }
  const seeded = await seed(db, products)
  await checkBooks(db, {}) // otherwise the worker runs it half a minute after its start: once a day is not per order
  console.log(`\n${products} products, seeded in ${Math.round((performance.now() - begun) / 1_000)} s`)
  const place = { databaseUrl, dataDir, provider, postgresPids, statistics }
  try {
    if (flags.growth) return (await grown(place, db, seeded)).map(line => ({ products, ...line }))
    const found = flags.only === 'search' ? [] : [await order(place, seeded)]
    if (flags.only !== 'order') found.push(...(await everythingElse(place, db, seeded)))
    return found.map(line => ({ products, ...line }))
  } finally {
    await close()
  }

  async function close() {
    await db.close()
    await statistics.end()
    await provider.close()
    await stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

/** A PostgreSQL of its own, or the one that the command line names. */
async function database(dataDir: string) {
  if (flags.database)
    return { databaseUrl: flags.database, postgresPids: flags.postmasters.split(',').map(Number), stop: async () => {} }
  const postgres = await startPostgres({ dataDir, log: () => {} })
  return { databaseUrl: postgres.url(), postgresPids: [postgres.pid], stop: () => postgres.stop() }
}

type Place = Omit<Bench, 'serverPid'> & { databaseUrl: string; dataDir: string; provider: Provider }

/** On a server of its own, the only one here with a worker. */
async function order(place: Place, seeded: Seeded): Promise<Line> {
  const mails = await mailSink()
  const { child, url } = await startServer(place, { MAIL_URL: mails.url, MAIL_FROM: 'market@example.eu' })
  try {
    const { line, statements } = await measureOrder({ ...place, serverPid: child.pid! }, shopperOf(url, seeded))
    print(line)
    if (flags.explain === 'order') printStatements(statements)
    return line
  } finally {
    child.kill('SIGKILL')
    mails.close()
  }
}

async function grown(place: Place, db: Db, seeded: Seeded): Promise<Line[]> {
  const today = db.clock.now().toZonedDateTimeISO('Europe/Paris').withPlainTime('15:00')
  // otherwise today's rows depend on the time of the run
  await db.clock.set(db.read, today.add({ days: 1 }).toInstant())
  const { child, url } = await startServer(place, { WORKER: 'off' })
  try {
    const lines = await growth(
      { ...place, serverPid: child.pid! },
      db,
      url,
      shopperOf(url, seeded),
      flags.explain === 'growth',
    )
    printGrowth(lines)
    return lines
  } finally {
    child.kill('SIGKILL')
  }
}

async function everythingElse(place: Place, db: Db, seeded: Seeded): Promise<Line[]> {
  const server = await startServer(place, { WORKER: 'off' })
  const bench: Bench = { ...place, serverPid: server.child.pid! }
  try {
    const idle = memoryOf(bench.serverPid)
    const found = await overHttp(bench, server.url, seeded)
    if (flags.only === 'search') {
      for (const line of found) print(line)
      return found
    }
    found.push(...(await inProcess(bench, db)))
    let floors = 0
    for (let round = 0; round < 3; round++)
      floors = Math.max(floors, await floor(place.databaseUrl, seeded, { times: 800, clients: 16 }))
    found.push({ operation: 'floor', cpu_ms: 0, sql: 0, per_second: Math.round(floors * 10) / 10 })
    for (const line of found) print(line)
    const busy = found.find(line => line.operation === 'checkout_16')!
    console.log(
      `orders: ${Math.round((100 * busy.per_second) / floors)} % of the floor; ready in ${server.readyMs} ms; ` +
        `memory ${Math.round(idle)} MB idle, ${Math.round(memoryOf(bench.serverPid))} MB after load`,
    )
    return found
  } finally {
    server.child.kill('SIGKILL')
  }
}

async function overHttp(bench: Bench, base: URL, seeded: Seeded): Promise<Line[]> {
  const { buyers, words, categories } = seeded
  const { get, add, empty, checkout, variant, detail } = shopperOf(base, seeded)
  let cursor: string | null = null
  const list = async () => {
    const page = JSON.parse(await get(`/api/shop/products?limit=20${cursor ? `&after=${cursor}` : ''}`))
    cursor = page.next
  }
  const warm = async (times: number, once: (i: number) => Promise<unknown>) => {
    for (let i = 0; i < times; i++) await once(i)
  }
  /** One word, two words, a category filtered by an attribute: typical searches. */
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
  // Statistics as after a while in use: plans made on empty tables would be measured otherwise, and the first minutes
  // replace them.
  await warm(600, checkout)
  await bench.statistics.query('analyze')
  const pages = () => get('/')
  const productPage = (i: number) => get(`/p/${variant(i * 7).product}`)
  const searchPage = (i: number) => get(`/search?${query(i)}`)
  for (const page of [pages, productPage, searchPage]) await warm(40, page)
  if (flags.only === 'search')
    return [
      await measure(bench, 'search', { times: 600 }, search),
      await measure(bench, 'suggest', { times: 1_000 }, suggest),
      await measure(bench, 'search_page', { times: 200 }, searchPage),
    ]
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
  // each client has its own buyers: two simultaneous checkouts of one buyer would share a cart
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

/** The worker's work, done in this process; its CPU counts as the server's. */
async function inProcess(bench: Bench, db: Db): Promise<Line[]> {
  const here: Bench = { ...bench, serverPid: process.pid }
  const drain = async () => {
    while ((await drainOutbox(db, reactions)).done > 0);
  }
  // one purchase leaves three events: its own, and one for each of its two orders
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
        { carrier: 'dhl', trackingNumber: String(n++), addToTemplate: false, carrierName: null, trackingUrl: null },
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

function print({ operation, cpu_ms, cpu_ms_median, cpu_ms_worst, server, postgres, sql, per_second }: Line): void {
  const ms = (value: number | undefined, width: number) => (value === undefined ? '' : value.toFixed(2)).padStart(width)
  console.log(
    `${operation.padEnd(18)} ${ms(cpu_ms, 8)} ms CPU (median ${ms(cpu_ms_median, 5)}, worst ${ms(cpu_ms_worst, 5)}; ` +
      `server ${ms(server, 5)}, PostgreSQL ${ms(postgres, 5)}) ${ms(sql, 8)} SQL ${per_second.toFixed(1).padStart(9)}/s`,
  )
}
