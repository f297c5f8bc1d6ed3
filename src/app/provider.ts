import { join } from 'node:path'
import type { PaymentProvider } from '#payments/index.ts'
import { sandboxProvider } from '#payments/providers/sandbox.ts'
import type { Config } from '#platform/config.ts'
import { newSecret } from '#platform/ids.ts'

/** Pending sandbox payments are confirmed by their bank after so long, in real time. */
const sandboxPendingMs = 20_000

type Started = { readonly provider: PaymentProvider; close(): Promise<void> }

/**
 * The payment provider the environment asks for: Stripe, a sandbox provider elsewhere, or a sandbox provider of our own
 * whose record lies with the data. Each is loaded only when it is used.
 */
export async function startProvider(config: Config): Promise<Started> {
  const close = async () => {}
  if (config.stripe) {
    const { stripeProvider } = await import('#payments/providers/stripe.ts')
    return { provider: stripeProvider(config.stripe), close }
  }
  if (config.sandboxProvider) {
    const { url, secret } = config.sandboxProvider
    return { provider: sandboxProvider(url, secret), close }
  }
  const { sandboxServer } = await import('#payments/providers/sandbox-server.ts')
  const secret = newSecret()
  const recordFile = join(config.dataDir, 'sandbox-provider.jsonl')
  const { app } = sandboxServer({ recordFile, secret, pendingMs: sandboxPendingMs })
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  return { provider: sandboxProvider(url, secret), close: () => app.close() }
}
