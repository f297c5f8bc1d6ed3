import type { AddressInfo } from 'node:net'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sealSecondFactors } from '#accounts/index.ts'
import { openMarket } from '#app/open-market.ts'
import { plug } from '#app/plug.ts'
import { startProvider } from '#app/provider.ts'
import { routes } from '#app/routes.ts'
import { callOf, createServer } from '#app/server.ts'
import { mountWeb } from '#app/web.ts'
import type { Visit } from '#app/web-context.ts'
import { clockLane } from '#app/worker/clock.ts'
import { runLanes } from '#app/worker/lane.ts'
import { startWorker } from '#app/worker.ts'
import type { Config } from '#platform/config.ts'
import type { Db } from '#platform/db.ts'
import { instant } from '#platform/json.ts'
import { clientOf } from '#platform/route.ts'
import { smtpMailer } from '#platform/smtp.ts'
import { storeAt } from '#sellers/index.ts'

type Serving = { readonly url: string; readonly db: Db; close(): Promise<void> }

/** The whole server: API, pages, worker, and in sandbox mode the sandbox payment provider beside them. */
export async function serve({ config, databaseUrl }: { config: Config; databaseUrl: string }): Promise<Serving> {
  const db = await openMarket(config, databaseUrl)
  const mailer = config.mail && smtpMailer(config.mail)
  const { provider, close: closeProvider } = await startProvider(config, databaseUrl)
  plug(db, {
    dataDir: config.dataDir,
    bucket: config.bucket,
    sandbox: config.sandbox,
    provider,
    mailer,
    encryptionKey: config.encryptionKey,
  })
  await sealSecondFactors(db)
  const app = await createServer(db, {
    logLevel: config.logLevel,
    perMinute: config.requestsPerMinute,
    metricsToken: config.metricsToken,
    trustedProxies: config.trustedProxies,
  })
  await mountWeb(app, {
    dev: config.dev,
    db,
    context: (request, reply) => visitOf(db, config, request, reply),
  })
  await listen(app, config)
  const { port } = app.server.address() as AddressInfo
  db.publicUrl = config.publicUrl ?? `http://${config.host === '0.0.0.0' ? 'localhost' : config.host}:${port}`
  const worker = config.worker ? startWorker(db, app.log) : config.sandbox ? runLanes([clockLane(db)], app.log) : null
  return {
    url: db.publicUrl,
    db,
    async close() {
      await app.close()
      await worker?.stop()
      mailer?.close()
      await closeProvider()
      await db.close()
    },
  }
}

/** An unset port is 4800, or the next free one: a second market on the machine must not stop the first. */
async function listen(app: FastifyInstance, { port, host }: Config): Promise<void> {
  for (let candidate = port ?? firstPort; ; candidate++) {
    try {
      await app.listen({ port: candidate, host })
      return
    } catch (error) {
      const taken = (error as { code?: string }).code === 'EADDRINUSE'
      if (taken && port !== null) throw new Error(`Port ${port} is taken. Set PORT to another, or unset it.`)
      if (!taken || candidate >= firstPort + 50) throw error
    }
  }
}

const firstPort = 4_800

/**
 * The store in the address of a page of the seller center; null elsewhere. An address that no store has is nobody's: the
 * pages then say so.
 */
async function storeInPath(db: Db, url: string): Promise<string | null> {
  const slug = /^\/seller\/([^/?]+?)(?:\.data)?(?=[/?]|$)/.exec(url)?.[1]
  return slug === undefined ? null : ((await storeAt(db.read, slug)) ?? '')
}

/** The data of a visit for the pages: who it is, and the API client of that visitor. */
async function visitOf(
  db: Db,
  { sandbox, requestsPerMinute }: Config,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Visit> {
  const store = await storeInPath(db, request.url)
  const api = clientOf(routes, callOf(db, request, reply, { limited: requestsPerMinute !== null, store }))
  const { user, cart_units } = await api.me({})
  return {
    api,
    viewer: user
      ? {
          kind: 'user',
          name: user.name,
          email: user.email,
          stores: user.stores.map(({ id, slug, name }) => ({ id, slug, name })),
          storeId: user.store_id,
          permissions: user.permissions,
          operator: user.operator,
        }
      : { kind: 'guest' },
    cartUnits: cart_units,
    now: instant(db.clock.now()),
    sandbox,
    origin: db.publicUrl,
    clockMoved: Math.abs(db.clock.offsetMs) > 60_000,
  }
}
