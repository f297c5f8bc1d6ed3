import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serveProvider, startProvider } from '#app/provider.ts'
import { configOf } from '#platform/config.ts'
import { freshDatabase } from '../../test/database.ts'
import { providerSecret } from '../../test/market.ts'

let url: string
let drop: () => Promise<void>
let dataDir: string
beforeAll(async () => {
  ;({ url, drop } = await freshDatabase())
  dataDir = await mkdtemp(join(tmpdir(), 'fondaco-provider-'))
})
afterAll(async () => {
  await drop()
  await rm(dataDir, { recursive: true })
})

const alone = () => configOf({ DATA_DIR: join(dataDir, 'data') })
const shared = (at: string) =>
  configOf({ DATA_DIR: dataDir, SANDBOX_PROVIDER_URL: at, SANDBOX_PROVIDER_SECRET: providerSecret })

test('two processes with sandbox providers of their own: the second is refused, and may start once the first ended', async () => {
  const first = await startProvider(alone(), url)
  await expect(startProvider(alone(), url)).rejects.toThrow('node src/main.ts provider')
  await expect(startProvider(shared('http://127.0.0.1:9'), url)).rejects.toThrow('of its own')
  await first.close()
  const next = await startProvider(alone(), url)
  await next.close()
})

test('any number of processes share one provider, which keeps its record; none of its own beside them', async () => {
  const port = 20_000 + (process.pid % 20_000)
  const one = await serveProvider(shared(`http://127.0.0.1:${port}`))
  const [a, b] = await Promise.all([startProvider(shared(one.url), url), startProvider(shared(one.url), url)])
  const charge = {
    id: 'pay_1',
    amountMinor: 500n,
    currency: 'EUR',
    method: 'card_redirect',
    ref: null,
    returnUrl: 'http://x',
    webhookUrl: 'http://x',
  }
  expect(await a.provider.charge(charge)).toMatchObject({ state: 'redirect', url: `${one.url}/challenge/pay_1` })
  expect(await b.provider.lookUp(charge)).toMatchObject({ state: 'redirect' })
  await expect(startProvider(alone(), url)).rejects.toThrow('same SANDBOX_PROVIDER_URL')
  await Promise.all([a.close(), b.close(), one.close()])
})
