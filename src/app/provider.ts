import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import type { PaymentProvider } from '#payments/index.ts'
import { sandboxProvider } from '#payments/providers/sandbox.ts'
import type { Config } from '#platform/config.ts'
import { newSecret } from '#platform/ids.ts'

/** Pending sandbox payments are confirmed by their bank after so long, in real time. */
const sandboxPendingMs = 20_000

type Started = { readonly provider: PaymentProvider; close(): Promise<void> }

/**
 * The payment provider the environment asks for: Stripe, a sandbox provider elsewhere, or a sandbox provider of this
 * process alone whose record lies with the data. Each is loaded only when it is used. Throws when a process on the same
 * database uses another sandbox provider: neither would know the payments of the other.
 */
export async function startProvider(config: Config, databaseUrl: string): Promise<Started> {
  if (config.stripe) {
    const { stripeProvider } = await import('#payments/providers/stripe.ts')
    return { provider: stripeProvider(config.stripe), close: async () => {} }
  }
  if (config.sandboxProvider) {
    const { url, secret } = config.sandboxProvider
    const close = await claimUse(databaseUrl, 'shared')
    return { provider: sandboxProvider(url, secret), close }
  }
  const release = await claimUse(databaseUrl, 'alone')
  const secret = newSecret()
  const { url, close } = await listen(config, secret, { port: 0, host: '127.0.0.1' })
  return {
    provider: sandboxProvider(url, secret),
    async close() {
      await close()
      await release()
    },
  }
}

/** The sandbox provider as a process of its own, where SANDBOX_PROVIDER_URL says: for several processes on one database. */
export async function serveProvider(config: Config): Promise<{ readonly url: string; close(): Promise<void> }> {
  if (!config.sandboxProvider)
    throw new Error('The sandbox provider needs SANDBOX_PROVIDER_URL (where it listens) and SANDBOX_PROVIDER_SECRET')
  const { url, secret } = config.sandboxProvider
  const { hostname, port } = new URL(url)
  return listen(config, secret, { port: Number(port) || 80, host: hostname })
}

async function listen(config: Config, secret: string, at: { port: number; host: string }) {
  const { sandboxServer } = await import('#payments/providers/sandbox-server.ts')
  await mkdir(config.dataDir, { recursive: true })
  const recordFile = join(config.dataDir, 'sandbox-provider.jsonl')
  const { app } = sandboxServer({
    recordFile,
    secret,
    pendingMs: sandboxPendingMs,
    ...(config.sandboxProvider && { url: config.sandboxProvider.url }),
  })
  return { url: await app.listen(at), close: () => app.close() }
}

const refused = {
  alone:
    'Another process serves this market already, and payments made through a sandbox provider of this process alone would be unknown to it. Run one for all (`node src/main.ts provider`) and give each process the same SANDBOX_PROVIDER_URL and SANDBOX_PROVIDER_SECRET.',
  shared:
    'Another process of this market uses a sandbox provider of its own, which knows nothing of the one at SANDBOX_PROVIDER_URL. Stop it, or start it with the same SANDBOX_PROVIDER_URL and SANDBOX_PROVIDER_SECRET.',
} as const

/**
 * Holds a lock in a database session for as long as the process lives: a process that ends releases it, unlike a row.
 * Only a start asks for it, so a session that PostgreSQL ends later does no harm.
 */
async function claimUse(databaseUrl: string, how: keyof typeof refused): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: databaseUrl })
  client.on('error', () => {})
  await client.connect()
  const shared = how === 'shared' ? '_shared' : ''
  // the database may not have noticed yet that a process has just ended
  for (let tries = 10; tries > 0; tries--) {
    const { rows } = await client.query(`select pg_try_advisory_lock${shared}(hashtext('sandbox provider')) as held`)
    if (rows[0].held) return () => client.end()
    await sleep(200)
  }
  await client.end()
  throw new Error(refused[how])
}
