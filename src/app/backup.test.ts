import { existsSync } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Secret, TOTP } from 'otpauth'
import { expect, test } from 'vitest'
import { checkSecondFactor, hashPassword, setPassword } from '#accounts/index.ts'
import { backUp, restore } from '#app/backup.ts'
import { plug } from '#app/plug.ts'
import { openDb, sql } from '#platform/db.ts'
import { fileStore } from '#platform/files.ts'
import { inTx } from '#platform/tx.ts'
import { freshDb } from '../../test/database.ts'
import { checkInvariants } from '../../test/invariants.ts'
import { openMarket, type Person } from '../../test/market.ts'

const market = openMarket()

const password = 'a long password'
const shown = (secret: string) => new TOTP({ secret: Secret.fromBase32(secret) }).generate()

async function ensurePassword(person: Person): Promise<Person> {
  const passwordHash = await hashPassword(password)
  await inTx(market.db, 'set password', tx => setPassword(tx, person.userId!, passwordHash))
  return person
}

test('a market backed up while it trades comes back whole in an empty one', async () => {
  const store = await market.store()
  const product = await market.product(store, { stock: 1_000 })
  const buyers = await Promise.all(Array.from({ length: 5 }, () => market.person()))
  const owner = await ensurePassword(store.owner)
  const { secret } = await owner.api.beginSecondFactor({ password })
  await owner.api.confirmSecondFactor({ code: shown(secret) })
  for (const buyer of buyers) await market.buy(buyer, [product.variantId])
  await market.pass({ hours: 24 * 9 })
  const { id: job_id } = await store.owner.api.startOrdersExport({
    from: '2026-01-01',
    to: '2099-12-31',
    format: 'csv',
  })
  await market.settle()
  expect((await store.owner.api.showJob({ job_id })).file).not.toBeNull()
  const folder = await mkdtemp(join(tmpdir(), 'fondaco-backup-'))
  const other = await freshDb()
  try {
    const trading = Promise.all(buyers.map(buyer => market.buy(buyer, [product.variantId], { units: 2 })))
    await backUp(market.databaseUrl, market.dataDir, join(folder, 'one'), () => {})
    await trading
    await restore(other.url, join(folder, 'data'), join(folder, 'one'), () => {})
    const restored = await openDb(other.url)
    try {
      await checkInvariants(restored, null)
      const count = async (db: typeof restored) =>
        (await sql<{ n: number }>`select count(*)::int as n from orders.orders where state = 'closed'`.execute(db.read))
          .rows[0]!.n
      expect(await count(restored)).toBe(5)
      const { rows } = await sql<{ owner: string; id: string }>`select owner, id from platform.files`.execute(
        restored.read,
      )
      expect(rows.length).toBeGreaterThan(0)
      const { folderStore } = await import('#platform/files.ts')
      const path = `${rows[0]!.owner}/${rows[0]!.id}.webp`
      const kept = await folderStore(join(folder, 'data', 'files')).read(path)
      expect(kept!.equals((await fileStore.of(market.db).read(path))!)).toBe(true)
      // the key is included, and readable by its user only
      const modeOf = async (...names: string[]) => (await stat(join(folder, ...names))).mode & 0o777
      expect(await modeOf('one')).toBe(0o700)
      expect(await modeOf('data', 'encryption-key')).toBe(0o600)
      plug(restored, { dataDir: join(folder, 'data'), sandbox: true, provider: null as never, mailer: null })
      await sql`update accounts.second_factors set last_step = 0`.execute(restored.read)
      await checkSecondFactor(restored, owner.userId!, shown(secret))
      expect(existsSync(join(folder, 'data', 'files', 'jobs'))).toBe(false)
    } finally {
      await restored.close()
    }
    await expect(restore(other.url, folder, join(folder, 'one'), () => {})).rejects.toThrow('holds a market already')
    await expect(backUp(market.databaseUrl, market.dataDir, join(folder, 'one'), () => {})).rejects.toThrow('exists')
    await expect(restore(other.url, folder, folder, () => {})).rejects.toThrow('no complete backup')
  } finally {
    await other.drop()
    await rm(folder, { recursive: true, force: true })
  }
})
