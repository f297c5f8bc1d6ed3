import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { knownWork } from '#app/health.ts'
import { latestBookCheck } from '#ledger/index.ts'
import { recentOutcomes } from '#payments/index.ts'
import { type Db, sql } from '#platform/db.ts'
import { readWaiting } from '#platform/waiting.across.ts'
import { recentWorkers } from '#platform/workers.ts'

/** Local callers only, unless a token is set: business figures are confidential. */
type MetricsAccess = { readonly token: string | null }

const loopback = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1'])

/**
 * `GET /metrics` for Prometheus: requests by route, method and status, the process, and what waits in the database
 * (read when asked). Routes, never addresses: ids would make a series each.
 */
export function mountMetrics(app: FastifyInstance, db: Db, { token }: MetricsAccess): void {
  const register = new Registry()
  collectDefaultMetrics({ register })
  const seconds = new Histogram({
    name: 'http_request_seconds',
    help: 'Time to answer, by route, method and status',
    labelNames: ['route', 'method', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [register],
  })
  app.addHook('onResponse', async (request, reply) => {
    const labels = { route: request.routeOptions.url ?? 'none', method: request.method, status: reply.statusCode }
    seconds.observe(labels, reply.elapsedTime / 1_000)
  })
  const waiting = new Gauge({
    name: 'fondaco_waiting',
    help: 'What waits to be done: events, deadlines that are due, mails (and what of them failed, or is unknown to this version), entries to be sealed',
    labelNames: ['what'],
    registers: [register],
    async collect() {
      const { unsealed, ...work } = await readWaiting(db, knownWork)
      this.set({ what: 'unsealed' }, unsealed)
      for (const [what, { waiting, failed, unknown }] of Object.entries(work)) {
        this.set({ what }, waiting)
        this.set({ what: `${what}_failed` }, failed)
        this.set({ what: `${what}_unknown` }, unknown)
      }
    },
  })
  stateGauges(register, db)
  app.get('/metrics', async (request, reply) => {
    const allowed = token ? request.headers.authorization === `Bearer ${token}` : loopback.has(request.ip)
    if (!allowed) return reply.code(404).send()
    reply.type(register.contentType)
    return register.metrics()
  })
  app.addHook('onClose', async () => {
    waiting.reset()
    register.clear()
  })
}

const attemptStates = ['created', 'redirect', 'pending', 'captured', 'refused', 'canceled']

/** Books, worker, payments, connections and size of the database, each read when asked. */
function stateGauges(register: Registry, db: Db): void {
  const gauge = (name: string, help: string, labelNames: string[], collect: (gauge: Gauge) => Promise<void> | void) =>
    new Gauge({
      name: `fondaco_${name}`,
      help,
      labelNames,
      registers: [register],
      collect() {
        return collect(this)
      },
    })
  const secondsSince = (at: Temporal.Instant | undefined) =>
    at ? (db.clock.wall().epochMilliseconds - at.epochMilliseconds) / 1_000 : Number.POSITIVE_INFINITY

  gauge(
    'books',
    'The last check of the books: its age in seconds (+Inf: never), and the faults it found',
    ['what'],
    async of => {
      const check = await latestBookCheck(db.read)
      of.set({ what: 'age_seconds' }, secondsSince(check?.at))
      of.set({ what: 'faults' }, check?.faults.length ?? 0)
    },
  )
  gauge('worker_seen_seconds', 'Since the last sign of a worker; +Inf: none within a day', [], async of => {
    const [latest] = await recentWorkers(db.read)
    of.set(secondsSince(latest?.seenAt))
  })
  gauge('payments_last_hour', 'Attempts to pay begun in the last hour, by outcome', ['outcome'], async of => {
    const counts = await recentOutcomes(db.read, db.clock.now().subtract({ hours: 1 }))
    for (const state of attemptStates) of.set({ outcome: state }, counts.find(each => each.state === state)?.count ?? 0)
  })
  gauge(
    'database_connections',
    'Connections of this process: in use, idle; and callers waiting for one',
    ['what'],
    of => {
      const { totalCount, idleCount, waitingCount } = db.pool
      of.set({ what: 'in_use' }, totalCount - idleCount)
      of.set({ what: 'idle' }, idleCount)
      of.set({ what: 'waiting' }, waitingCount)
    },
  )
  gauge('database_bytes', 'Size of the database', [], async of => {
    const { rows } = await sql<{ bytes: bigint }>`
      select pg_database_size(current_database()) as bytes
    `.execute(db.read)
    of.set(Number(rows[0]!.bytes))
  })
}
