import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { plug } from '#app/plug.ts'
import { startProvider } from '#app/provider.ts'
import { paymentProvider } from '#payments/index.ts'
import { configOf } from '#platform/config.ts'
import { newId, publicId } from '#platform/ids.ts'
import { freshDb } from '../../test/database.ts'

test('a data folder that is not there yet is made at the start: the sandbox provider keeps its record in it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'fondaco-provider-'))
  const dataDir = join(folder, 'not', 'there')
  const { db, drop } = await freshDb()
  const { provider, close } = await startProvider(configOf({ DATA_DIR: dataDir, DATABASE_URL: 'postgres://x/y' }))
  try {
    plug(db, { dataDir, sandbox: true, provider, mailer: null })
    const charge = {
      id: publicId('pay', newId(), newId()),
      amountMinor: 100n,
      currency: 'EUR',
      method: 'card_ok',
      ref: null,
      returnUrl: 'http://market.example/',
      webhookUrl: 'http://127.0.0.1:9/nobody-listens',
    }
    expect((await paymentProvider.of(db).charge(charge)).state).toBe('captured')
    expect(existsSync(join(dataDir, 'sandbox-provider.jsonl'))).toBe(true)
  } finally {
    await close()
    await drop()
    await rm(folder, { recursive: true })
  }
})
