import { pino } from 'pino'
import { openMarket } from '#app/open-market.ts'
import { plug } from '#app/plug.ts'
import { startProvider } from '#app/provider.ts'
import { startWorker } from '#app/worker.ts'
import type { Config } from '#platform/config.ts'
import { smtpMailer } from '#platform/smtp.ts'

/**
 * The worker in a process of its own. It answers no requests, so it needs settings for what a server finds out by itself:
 * where the market is reached, for the links in mails, and where the payment provider is.
 */
export async function work(config: Config, databaseUrl: string): Promise<{ close(): Promise<void> }> {
  if (!config.publicUrl || !(config.sandboxProvider ?? config.stripe))
    throw new Error('A worker of its own needs PUBLIC_URL, and STRIPE_* or SANDBOX_PROVIDER_*')
  const db = await openMarket(config, databaseUrl)
  db.publicUrl = config.publicUrl
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
  const worker = startWorker(db, pino({ level: config.logLevel }))
  return {
    async close() {
      await worker.stop()
      mailer?.close()
      await closeProvider()
      await db.close()
    },
  }
}
