import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { sql } from '#platform/db.ts'
import { Refusal } from '#platform/refusal.ts'
import { httpClient } from '../../test/http-client.ts'
import { checkInvariants } from '../../test/invariants.ts'
import { address, openMarket, providerSecret } from '../../test/market.ts'

const market = openMarket()

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await new Promise(resolve => probe.once('listening', resolve))
  const { port } = probe.address() as { port: number }
  await new Promise(resolve => probe.close(resolve))
  return port
}

/** A server of its own process on the market's database and provider; resolves once it answers. */
async function startServer(port: number, dataDir: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['src/main.ts', 'serve'], {
    env: {
      ...process.env,
      PORT: String(port),
      DATABASE_URL: market.databaseUrl,
      DATA_DIR: dataDir,
      REQUESTS_PER_MINUTE: '0',
      LOG_LEVEL: 'silent',
      SANDBOX_PROVIDER_URL: market.provider.url,
      SANDBOX_PROVIDER_SECRET: providerSecret,
    },
    stdio: 'ignore',
  })
  for (let i = 0; i < 200; i++) {
    if (
      await fetch(`http://127.0.0.1:${port}/readyz`).then(
        answer => answer.ok,
        () => false,
      )
    )
      return child
    await sleep(50)
  }
  throw new Error('the server did not become ready')
}

const clients = 200

test('kill -9 in the middle of 200 checkouts: no half order, and who repeats the key gets the answer', {
  timeout: 180_000,
}, async () => {
  const stores = [await market.store(), await market.store(), await market.store()]
  const products = await Promise.all(stores.map(store => market.product(store, { stock: 10_000 })))
  const buyers = await Promise.all(Array.from({ length: clients }, () => market.person()))
  const dataDir = await mkdtemp(join(tmpdir(), 'fondaco-faults-'))
  const port = await freePort()
  let server = await startServer(port, dataDir)
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
    server.kill('SIGKILL')
    const before = answered
    server = await startServer(port, dataDir)
    const placed = await all
    expect(before).toBeLessThan(clients)
    expect(placed.every(answer => answer.state === 'paid' || answer.state === 'in_progress')).toBe(true)
    server.kill('SIGKILL')
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
    server.kill('SIGKILL')
    await rm(dataDir, { recursive: true, force: true })
  }
})

/** As a client does whose connection broke: says the same again until there is an answer. */
async function insist<T>(say: () => Promise<T>): Promise<T> {
  for (let i = 0; ; i++) {
    try {
      return await say()
    } catch (error) {
      const again = !(error instanceof Refusal) || error.status === 503
      if (!again || i === 400) throw error
      await sleep(50)
    }
  }
}

test('PostgreSQL gone: 503 meanwhile, then all is well', async () => {
  const buyer = await market.person()
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(market.db.read)
  const { default: pg } = await import('pg')
  const { inject } = await import('vitest')
  const administrator = new pg.Client({ connectionString: inject('postgresUrl') })
  await administrator.connect()
  await administrator.query(`alter database ${rows[0]!.name} with allow_connections false`)
  await administrator.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [
    rows[0]!.name,
  ])
  const gone = await fetch(`${market.db.publicUrl}/readyz`)
  expect([gone.status, gone.headers.get('retry-after')]).toEqual([503, '2'])
  await expect(buyer.api.listMyOrders({})).rejects.toMatchObject({ code: 'request.unavailable', status: 503 })
  expect((await fetch(`${market.db.publicUrl}/healthz`)).status).toBe(200)
  await administrator.query(`alter database ${rows[0]!.name} with allow_connections true`)
  await administrator.end()
  expect((await buyer.api.listMyOrders({})).items).toEqual([])
})
