import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import rateLimit from '@fastify/rate-limit'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest, LogController } from 'fastify'
import { sessionDays } from '#accounts/policy.ts'
import { cookieName, isSecure, setCookieText } from '#app/cookies.ts'
import { identityOf } from '#app/identity.ts'
import { mountMetrics } from '#app/metrics.ts'
import { networkOf } from '#app/network-of.ts'
import { detailOf, mountProblems } from '#app/problems.ts'
import { allRefusals, type RefusalCode } from '#app/refusals.ts'
import { routes } from '#app/routes.ts'
import { mountSitemap } from '#app/sitemap.ts'
import { receiveWebhook } from '#checkout/index.ts'
import { type Db, sql } from '#platform/db.ts'
import { mountRoutes, refuseCrossSite, sendProblem } from '#platform/http.ts'
import { newId, parsePublicId } from '#platform/ids.ts'
import { openApiOf } from '#platform/openapi.ts'
import { type PictureWidth, pictureIn, pictureWidths } from '#platform/pictures.ts'
import { refuseRequest } from '#platform/refusal.ts'
import { Call } from '#platform/route.ts'
import { inTx } from '#platform/tx.ts'
import { unavailable } from '#platform/unavailable.ts'

type ServerOptions = {
  readonly logLevel: string
  /** Requests a minute from one address; null: as many as they like (tests, benches). */
  readonly perMinute: number | null
  /** Who may read `/metrics` from elsewhere; null: only this machine. */
  readonly metricsToken?: string | null
  /** Proxies whose forwarded addresses are trusted. Null: one on this machine. */
  readonly trustedProxies?: readonly string[]
}

/** Its plain name, as it is called where the market is reached without TLS. */
export const sessionCookie = 'fondaco_session'

/** The HTTP side: API, webhooks, pictures, health, OpenAPI. Pages are mounted on top by `serve`. */
export async function createServer(db: Db, options: ServerOptions): Promise<FastifyInstance> {
  const app = Fastify({
    logger: { level: options.logLevel },
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
    bodyLimit: 1_048_576,
    // the slowest phone sends 15 MB in two minutes
    requestTimeout: 120_000,
    // only these proxies may set the caller's address, which limits depend on
    trustProxy: [...(options.trustedProxies ?? ['loopback'])],
    // looked at every five seconds (Node: thirty), so that a slow request is ended when its time is over
    http: { connectionsCheckingInterval: 5_000, headersTimeout: 20_000 },
    // once the open requests have ended: see `answerBeforeClosing`
    forceCloseConnections: true,
    return503OnClosing: false,
    frameworkErrors: (_error, request, reply) =>
      void sendProblem(refuseRequest('request.not_found'), request as FastifyRequest, reply as FastifyReply),
    logController: new LogController({ disableRequestLogging: options.logLevel !== 'debug' }),
    genReqId: newId,
  })
  app.decorate('detailOf', detailOf)
  app.setErrorHandler((error, request, reply) => sendProblem(error, request, reply))
  answerBeforeClosing(app)
  if (options.perMinute !== null)
    await app.register(rateLimit, {
      max: options.perMinute,
      timeWindow: '1 minute',
      enableDraftSpec: true,
      errorResponseBuilder: (_request, { ttl }) =>
        refuseRequest('request.too_many', { retry_after_seconds: Math.ceil(ttl / 1_000) }),
    })
  mountMetrics(app, db, { token: options.metricsToken ?? null })
  app.addHook('onRequest', async (_request, reply) => {
    if (isSecure(db)) reply.header('strict-transport-security', `max-age=${365 * 86_400}`)
  })
  app.addHook('onRequest', async request => {
    if (request.url.startsWith('/api/payments/webhook')) return // programs; signed
    // not `request.host`, which is `X-Forwarded-Host` where a proxy passes on what its visitor sent
    refuseCrossSite(request.method, request.headers, [request.headers.host, URL.parse(db.publicUrl)?.host])
  })
  await app.register(async scope => {
    const limited = options.perMinute !== null
    await mountRoutes(scope, routes, (request, reply) => callOf(db, request, reply, { limited }))
    mountWebhook(scope, db)
  })
  mountPictures(app, db)
  mountHealth(app, db)
  mountManifests(app)
  mountProblems(app)
  mountSitemap(app, db)
  let document: object | undefined
  app.get('/api/openapi.json', async (_request, reply) => {
    document ??= openApiOf(routes, code => allRefusals[code as RefusalCode], db.publicUrl)
    return reply.header('cache-control', 'public, max-age=300').send(document)
  })
  return app
}

/** The slowest answer measured under load took 1.5 s, a service manager waits 60 s or more. */
const lastAnswersMs = 10_000

/**
 * `close` takes no new connections, lets the open requests get their answers (those that come in on a kept connection
 * too), ten seconds at most, and closes all other connections: kept connections, and sockets that never asked anything.
 */
function answerBeforeClosing(app: FastifyInstance): void {
  let open = 0
  app.addHook('onRequest', async (_request, reply) => {
    open++
    reply.raw.once('close', () => open--)
  })
  app.addHook('preClose', async () => {
    app.server.close()
    for (let waitedMs = 0; open > 0 && waitedMs < lastAnswersMs; waitedMs += 20) await sleep(20)
  })
}

/**
 * The caller of a request, known by cookie; a new session goes out with the answer. `limited`: callers are counted by
 * their network; false where a proxy hides it, or limits them itself. `store`: the one acted for, by default that of the
 * `Fondaco-Store` header.
 */
export function callOf(
  db: Db,
  request: FastifyRequest,
  reply: FastifyReply,
  { limited, store = storeOf(request) }: { limited: boolean; store?: string | null },
): Call {
  const secure = isSecure(db)
  const caller = {
    token: tokenOf(request.headers.cookie, cookieName(sessionCookie, secure)),
    store,
    device: request.headers['user-agent']?.slice(0, 200) ?? null,
    origin: { network: networkOf(request.ip), limited },
  }
  return new Call(db, identityOf(db), caller, (token, seconds) => {
    const lasts = seconds ?? db.policy.at(db.clock.now())(sessionDays) * 86_400
    reply.header('set-cookie', setCookieText(sessionCookie, token ?? '', { maxAgeSeconds: token ? lasts : 0, secure }))
  })
}

/** The store that a program names; what is no id of a store is nobody's. Null without the header. */
function storeOf({ headers }: FastifyRequest): string | null {
  const named = headers['fondaco-store']
  if (named === undefined) return null
  return parsePublicId('sto', 1, String(named))?.[0] ?? ''
}

/** Only a cookie with exactly this name: another one could have been set from another host. */
function tokenOf(cookies: string | undefined, name: string): string | null {
  for (const pair of cookies?.split(';') ?? []) {
    const [key, value = ''] = pair.trim().split('=')
    if (key === name) return /^[\w-]{43}$/.test(value) ? value : null
  }
  return null
}

/** The body is signed as it came: it must reach the provider's check as text. */
function mountWebhook(app: FastifyInstance, db: Db): void {
  app.register(async scope => {
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body))
    scope.post('/api/payments/webhook', async request => {
      await receiveWebhook(db, request.headers, String(request.body ?? ''))
      return { received: true }
    })
  })
}

function mountPictures(app: FastifyInstance, db: Db): void {
  app.get<{ Params: { owner: string; id: string; size: string } }>(
    '/media/:owner/:id/:size',
    async (request, reply) => {
      const { owner, id, size } = request.params
      const width = Number(/^(\d+)\.webp$/.exec(size)?.[1])
      const uuid = /^[0-9a-f-]{36}$/
      if (!uuid.test(owner) || !uuid.test(id) || !pictureWidths.includes(width as PictureWidth))
        return sendProblem(refuseRequest('request.not_found'), request, reply)
      const bytes = await pictureIn(db, owner, id, width as PictureWidth)
      if (!bytes) return sendProblem(refuseRequest('request.not_found'), request, reply)
      return reply
        .type('image/webp')
        .header('cache-control', 'public, max-age=31536000, immutable')
        .header('x-content-type-options', 'nosniff')
        .send(bytes)
    },
  )
}

/** What a phone needs to install the market, or a store's seller center, as an app (R1.3). */
function mountManifests(app: FastifyInstance): void {
  const icon = readFileSync(new URL('../../web/kit/shell/icon.svg', import.meta.url))
  const manifest = (name: string, start: string) => ({
    name,
    short_name: name,
    start_url: start,
    scope: '/',
    display: 'standalone',
    background_color: '#fdfcfa',
    theme_color: '#11543f',
    icons: [{ src: '/icon.svg', type: 'image/svg+xml', sizes: 'any', purpose: 'any' }],
  })
  const serve = (path: string, body: object) =>
    app.get(path, async (_request, reply) =>
      reply.type('application/manifest+json').header('cache-control', 'public, max-age=86400').send(body),
    )
  serve('/manifest.webmanifest', manifest('Fondaco', '/'))
  serve('/seller.webmanifest', manifest('Fondaco Seller', '/seller'))
  app.get('/icon.svg', async (_request, reply) =>
    reply.type('image/svg+xml').header('cache-control', 'public, max-age=86400').send(icon),
  )
}

/**
 * Only after a write failed because the disk was full, so that healthy probes cost a read: allocates a megabyte and
 * frees it. Updating a row would prove nothing, for pages have room left when the disk has none.
 */
async function tryWriting(db: Db): Promise<void> {
  await inTx(db, 'try writing', tx =>
    sql`create temp table written on commit drop as select n from generate_series(1, 30000) n`.execute(tx),
  )
  db.readOnly = false
}

function mountHealth(app: FastifyInstance, db: Db): void {
  app.get('/healthz', async () => ({ ok: true }))
  app.get('/readyz', async (request, reply) => {
    try {
      await (db.readOnly ? tryWriting(db) : sql`select 1`.execute(db.read))
      return { ok: true }
    } catch (error) {
      return sendProblem(unavailable(error), request, reply)
    }
  })
}
