import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { knownWork } from '#app/health.ts'
import type { Db } from '#platform/db.ts'
import { readWaiting } from '#platform/waiting.across.ts'

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
