import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { type Lane, runLane } from '#app/worker/lane.ts'
import { lanesOf, startWorker } from '#app/worker.ts'
import { type PaymentProvider, paymentProvider } from '#payments/index.ts'
import { platformOwner } from '#platform/audit.ts'
import { sql } from '#platform/db.ts'
import { setDeadlines } from '#platform/deadlines.ts'
import { newId } from '#platform/ids.ts'
import { startJob } from '#platform/jobs.ts'
import { mailer, queueMail } from '#platform/mail.ts'
import { emit } from '#platform/outbox.ts'
import { inTx } from '#platform/tx.ts'
import { recentWorkers } from '#platform/workers.ts'
import { reindexSearch } from '#search/index.ts'
import { shippingEvents } from '#shipping/events.ts'
import { checkInvariants } from '../../test/invariants.ts'
import { keyOf, openMarket, providerSecret } from '../../test/market.ts'

const market = openMarket()
const quiet = { error: () => {} }
const running = new AbortController().signal

/** The lanes by name, to be run by hand: `round('mails')`. */
function lanes() {
  const all = new Map(lanesOf(market.db, quiet).map(lane => [lane.name, lane]))
  return {
    all,
    round: (name: string) => all.get(name)!.round(running),
    end: (name: string) => all.get(name)!.end!(),
  }
}

const first = async (query: ReturnType<typeof sql>): Promise<unknown> => (await query.execute(market.db.read)).rows[0]

const stateOf = async (orderId: string): Promise<unknown> => {
  const { storeId, id } = keyOf('ord', orderId)
  return first(sql`select state, closed_cause from orders.orders where store_id = ${storeId} and id = ${id}`)
}

const claimed = () =>
  first(sql`select count(*)::int as n from platform.deadlines where fired_at is null and claimed_until is not null`)

/** The real provider, whose refunds do not resolve before they are released. */
function slowProvider() {
  const real = paymentProvider.of(market.db)
  const open = Promise.withResolvers<void>()
  const asked: string[] = []
  const slow: PaymentProvider = {
    ...real,
    async refund(refund) {
      asked.push(refund.id)
      await open.promise
      await real.refund(refund)
    },
  }
  paymentProvider.plug(market.db, slow)
  return { asked, letGo: open.resolve, restore: () => paymentProvider.plug(market.db, real) }
}

afterEach(() => mailer.plug(market.db, null))

test('a provider that does not answer holds up its own calls: due orders close and mails go out meanwhile', async () => {
  const store = await market.store()
  const { variantId } = await market.product(store)
  const buyer = await market.person()
  const unshipped = await Promise.all([0, 1, 2, 3, 4, 5].map(async () => market.person()))
  const paid = []
  for (const each of unshipped) paid.push((await market.buy(each, [variantId])).orders[0]!)
  const provider = slowProvider()
  const sent: string[] = []
  mailer.plug(market.db, async ({ to }) => void sent.push(to))
  try {
    await market.setClock(
      market.db.clock
        .now()
        .add({ hours: 24 * 14 })
        .toString(),
    )
    const { round, end } = lanes()
    await round('deadlines') // nobody shipped: six orders are canceled, six refunds are due
    await round('calls')
    const late = (await market.buy(buyer, [variantId], { method: 'card_refused' })).orders[0]!
    await market.setClock(
      market.db.clock
        .now()
        .add({ hours: 24 * 10 })
        .toString(),
    )
    await round('calls')
    expect(await claimed(), 'no more at once than one kind may').toEqual({ n: 4 })

    await round('deadlines')
    expect(await stateOf(late)).toEqual({ state: 'closed', closed_cause: 'unpaid' })
    while ((await round('events')) === 'more');
    while ((await round('mails')) === 'more');
    expect(sent).toContain(buyer.email)
    expect(await round('heartbeat')).toBe(5_000)

    const other = lanes() // a second worker
    await other.round('calls') // takes the two that are left, and none of the four
    expect(await claimed()).toEqual({ n: 6 })
    provider.letGo()
    await Promise.all([end('calls'), other.end('calls')])
    await round('calls')
    await end('calls')
    expect(provider.asked.length).toBe(6)
    expect(provider.asked.toSorted(), 'each refund asked for once').toEqual([...new Set(provider.asked)].toSorted())
    for (const order of paid) expect(await stateOf(order)).toMatchObject({ state: 'closed' })
    await market.settle()
    await checkInvariants(market.db, market.provider.record)
  } finally {
    provider.letGo()
    provider.restore()
  }
})

/** An event about a template that does not exist: its handlers have nothing to do. */
const unknownTemplate = () => ({ owner: newId(), subject: newId(), body: {} })

test('steady inflow: each round ends, and mails, seals and heartbeat have their turn', async () => {
  await market.settle()
  const { round } = lanes()
  const pour = () =>
    inTx(market.db, 'pour', async tx => {
      await emit(
        tx,
        shippingEvents['template.changed'],
        Array.from({ length: 300 }, () => unknownTemplate()),
      )
      queueMail(
        tx,
        { owner: newId(), topic: 'x', to: 'a@example.eu' },
        { locale: 'en', to: 'account', subject: 's', paragraphs: ['t'] },
      )
    })
  let sent = 0
  mailer.plug(market.db, async () => void sent++)
  await sql`delete from platform.mails`.execute(market.db.read)
  for (let i = 0; i < 3; i++) {
    await pour()
    expect(await round('events'), 'more waits than one round takes').toBe('more')
    await round('mails')
    expect(sent).toBe(i + 1)
    await round('heartbeat')
  }
  expect(await first(sql`select count(*)::int as n from platform.outbox`)).toEqual({ n: 300 })
  await market.settle()
})

test('idle, all lanes together run less than one statement a second', async () => {
  await market.settle()
  const { all, round } = lanes()
  await round('seals')
  while ((await round('days')) === 'more');
  const { pool } = market.db
  const query = pool.query.bind(pool)
  let asked = 0
  pool.query = ((...args: Parameters<typeof query>) => {
    asked++
    return query(...args)
  }) as typeof pool.query
  let perSecond = 0
  try {
    for (const lane of all.values()) {
      asked = 0
      const pause = await lane.round(running)
      perSecond += (asked * 1_000) / (pause as number)
    }
  } finally {
    pool.query = query as typeof pool.query
  }
  expect(perSecond).toBeGreaterThan(0.2)
  expect(perSecond).toBeLessThan(1)
})

test('the watch finds work left by other processes and work due soon; later work wakes no lane', async () => {
  await market.settle()
  const woken: string[] = []
  const { round } = lanes()
  market.db.onWork = work => void woken.push(work)
  try {
    await round('watch')
    expect(woken).toEqual(['deadlines'].filter(() => woken.length > 0)) // at most what is due some day
    const soon = market.db.clock.now().add({ seconds: 1 })
    await inTx(market.db, 'set', tx =>
      setDeadlines(tx, [{ owner: newId(), subject: newId(), kind: 'payments.send_refund', dueAt: soon }]),
    )
    await inTx(market.db, 'emit', tx => emit(tx, shippingEvents['template.changed'], [unknownTemplate()]))
    await inTx(market.db, 'queue', tx =>
      startJob(tx, reindexSearch, { owner: platformOwner, params: {}, userId: newId() }),
    )
    woken.length = 0
    await round('watch')
    expect(woken).toEqual(expect.arrayContaining(['events', 'calls', 'jobs']))
    expect(woken).not.toContain('mails')
    expect(woken).not.toContain('search')
  } finally {
    market.db.onWork = () => {}
    await sql`delete from platform.deadlines where due_at > ${market.db.clock.now()} and kind = 'payments.send_refund'`.execute(
      market.db.read,
    )
    await market.settle()
  }
})

test('simultaneous wakes are one round; a failing lane continues, and does not disturb others', async () => {
  const stop = new AbortController()
  const errors: string[] = []
  const log = { error: (_: object, text: string) => void errors.push(text) }
  let rounds = 0
  const second = Promise.withResolvers<void>()
  const counted: Lane = {
    name: 'counted',
    gatherMs: 1,
    async round() {
      if (++rounds === 2) second.resolve()
      return 60_000
    },
  }
  const broken: Lane = { name: 'broken', round: () => Promise.reject(new Error('no')) }
  const [lane, other] = [runLane(counted, stop.signal, log), runLane(broken, stop.signal, log)]
  for (let i = 0; i < 100; i++) lane.wake()
  await second.promise
  stop.abort()
  await Promise.all([lane.ended, other.ended])
  expect(rounds, 'the first, and one for a hundred wakes').toBe(2)
  expect(errors).toEqual(['worker: broken'])
})

test('a running worker does what a commit left, and stops', async () => {
  const sent = Promise.withResolvers<string>()
  mailer.plug(market.db, async ({ to }) => sent.resolve(to))
  await sql`delete from platform.mails`.execute(market.db.read)
  const workers = async () => (await recentWorkers(market.db.read)).length
  const others = await workers()
  const worker = startWorker(market.db, quiet)
  try {
    await inTx(market.db, 'queue', async tx =>
      queueMail(
        tx,
        { owner: newId(), topic: 'x', to: 'b@example.eu' },
        { locale: 'en', to: 'account', subject: 's', paragraphs: ['t'] },
      ),
    )
    expect(await sent.promise).toBe('b@example.eu')
    await expect.poll(workers).toBe(others + 1)
  } finally {
    await worker.stop()
  }
  expect(await workers(), 'nobody waits for a worker that stopped as it should').toBe(others)
})

test('a worker killed while the provider is asked: nobody asks again before its claim ends, then the refund is made once', async () => {
  const store = await market.store()
  const { variantId } = await market.product(store)
  const [order] = (await market.buy(await market.person(), [variantId])).orders
  await market.setClock(
    market.db.clock
      .now()
      .add({ hours: 24 * 14 })
      .toString(),
  )
  await lanes().round('deadlines')
  const asked = Promise.withResolvers<void>()
  const deaf = createServer(request => {
    if (request.url === '/refunds') asked.resolve()
  }).listen(0, '127.0.0.1')
  await once(deaf, 'listening')
  const dataDir = await mkdtemp(join(tmpdir(), 'fondaco-worker-'))
  const worker = spawn(process.execPath, ['src/main.ts', 'worker'], {
    env: {
      ...process.env,
      DATABASE_URL: market.databaseUrl,
      DATA_DIR: dataDir,
      PUBLIC_URL: market.db.publicUrl,
      SANDBOX_PROVIDER_URL: `http://127.0.0.1:${(deaf.address() as AddressInfo).port}`,
      SANDBOX_PROVIDER_SECRET: providerSecret,
    },
    stdio: 'ignore',
  })
  try {
    await asked.promise
    worker.kill('SIGKILL')
    await once(worker, 'exit')
    const refunds = market.provider.record.refunds.size
    await market.settle()
    expect(market.provider.record.refunds.size, 'claimed').toBe(refunds)
    await sql`update platform.deadlines set claimed_until = ${market.db.clock.wall()} where fired_at is null`.execute(
      market.db.read,
    )
    await market.settle()
    await market.settle()
    expect(market.provider.record.refunds.size).toBe(refunds + 1)
    expect(await stateOf(order!)).toMatchObject({ state: 'closed' })
    await checkInvariants(market.db, market.provider.record)
  } finally {
    worker.kill('SIGKILL')
    deaf.close()
    await rm(dataDir, { recursive: true, force: true })
  }
})
