import { missingPages } from '#content/index.ts'
import type { Config } from '#platform/config.ts'
import { type Db, openDb } from '#platform/db.ts'

/**
 * Opens the database of a market that is going to serve or work. Outside a sandbox it throws, naming all that is
 * missing, when the market could not sell for real money: a real payment provider, mails with a sender, its public
 * address, and the pages that the law asks for.
 */
export async function openMarket(config: Config, databaseUrl: string): Promise<Db> {
  const db = await openDb(databaseUrl)
  const missing = config.sandbox ? [] : [...missingSettings(config), ...(await missingPages(db)).map(pageLine)]
  if (missing.length === 0) return db
  await db.close()
  throw new Error(`SANDBOX=false opens a market for real money. What is missing:\n${missing.join('\n')}`)
}

const pageLine = (page: string): string =>
  `  the page '${page}': publish it in the ops console of a sandbox, or by \`npm run pages -- FOLDER\``

function missingSettings({ stripe, mail, publicUrl }: Config): string[] {
  const settings = {
    'STRIPE_SECRET_KEY and STRIPE_WEBHOOK_SECRET: the sandbox provider pays with play money': stripe,
    'MAIL_URL and MAIL_FROM: the mail server and the sender of all mails': mail,
    'PUBLIC_URL: the address in mails, and the one that buyers return to after paying': publicUrl,
  }
  return Object.entries(settings).flatMap(([line, value]) => (value ? [] : [`  ${line}`]))
}
