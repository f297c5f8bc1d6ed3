import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { type Db, sql } from '#platform/db.ts'

/** Local callers only, unless a token is set: figures of a business are nobody else's. */
export type MetricsAccess = { readonly token: string | null }

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
    help: 'What waits to be done: events, deadlines overdue or failed, mails, journals to be sealed',
    labelNames: ['what'],
    registers: [register],
    async collect() {
      for (const [what, n] of Object.entries(await readWaiting(db))) this.set({ what }, n)
    },
  })
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

async function readWaiting(db: Db): Promise<Record<string, number>> {
  const { rows } = await sql<Record<string, number>>`
    select (select count(*)::int from platform.outbox) as events,
      (select count(*)::int from platform.outbox where attempts > 0) as events_failed,
      (select count(*)::int from platform.deadlines where fired_at is null and due_at < ${db.clock.now()}) as deadlines_overdue,
      (select count(*)::int from platform.deadlines where fired_at is null and attempts > 0) as deadlines_failed,
      (select count(*)::int from platform.mails where sent_at is null) as mails,
      (select count(*)::int from platform.unsealed) as unsealed
  `.execute(db.read)
  return rows[0]!
}
