import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { serve } from '#app/serve.ts'
import { sessionCookie } from '#app/server.ts'
import { configOf } from '#platform/config.ts'
import { freshDatabase } from '../test/database.ts'
import { hangsAfterMs } from '../test/limits.ts'
import { Market, type Person, providerSecret } from '../test/market.ts'
import { plantTree } from '../test/tree.ts'
import { openBrowser } from './browser.ts'

/**
 * The whole server with pages and worker, and browsers to visit it. The makers of `Market` prepare what a journey
 * needs.
 */
class Site extends Market {
  #browser!: Browser

  override async open(): Promise<void> {
    const { url, drop } = await freshDatabase()
    const dataDir = await mkdtemp(join(tmpdir(), 'fondaco-site-'))
    const config = configOf({
      PORT: '0',
      DATA_DIR: dataDir,
      LOG_LEVEL: 'error',
      REQUESTS_PER_MINUTE: '0',
      SANDBOX_PROVIDER_URL: await this.openProvider(1),
      SANDBOX_PROVIDER_SECRET: providerSecret,
    })
    const serving = await serve({ config, databaseUrl: url })
    this.db = serving.db
    await plantTree(serving.db)
    this.databaseUrl = url
    this.dataDir = dataDir
    this.#browser = await openBrowser()
    this.closing.push(
      () => this.#browser.close(),
      () => serving.close(),
      drop,
      () => rm(dataDir, { recursive: true, force: true }),
    )
  }

  /** A separate browser window; as `person`, already logged in. Errors in the browser fail the test. */
  async visit({
    as,
    script = true,
    width = 1280,
  }: {
    as?: Person
    script?: boolean
    width?: number
  } = {}): Promise<{ page: Page; context: BrowserContext }> {
    const context = await this.#browser.newContext({
      baseURL: this.db.publicUrl,
      javaScriptEnabled: script,
      viewport: { width, height: 900 },
      locale: 'en-GB',
      timezoneId: 'Europe/Paris',
    })
    if (as?.token()) await context.addCookies([{ name: sessionCookie, value: as.token()!, url: this.db.publicUrl }])
    const page = await context.newPage()
    page.setDefaultTimeout(hangsAfterMs)
    page.on('pageerror', error => {
      throw new Error(`${page.url()}: ${error.message}`)
    })
    return { page, context }
  }
}

/** No page scrolls sideways: wide content scrolls inside itself. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const widths = '[document.documentElement.scrollWidth, document.documentElement.clientWidth]'
  const [wide, shown] = await page.evaluate<[number, number]>(widths)
  expect(wide, page.url()).toBeLessThanOrEqual(shown)
}

/** One site per journey file. */
export function openSite(): Site {
  const site = new Site()
  beforeAll(() => site.open())
  afterAll(() => site.close())
  return site
}
