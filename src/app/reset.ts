import { existsSync } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { beside } from '#app/backup.ts'
import type { Config } from '#platform/config.ts'
import { removePostgres } from '#platform/postgres.ts'

/**
 * Stops what runs on the data folder and removes its data. Other files in it stay, and so does an external database;
 * `note` is called for both.
 */
export async function removeData({ dataDir, databaseUrl }: Config, note: (line: string) => void): Promise<void> {
  if (databaseUrl) note('DATABASE_URL names a database of your own: it stays as it is.')
  if (!existsSync(dataDir)) return
  await removePostgres(dataDir)
  for (const name of beside) await rm(join(dataDir, name), { recursive: true, force: true })
  const others = await readdir(dataDir)
  if (others.length) note(`left in ${dataDir}: ${others.join(', ')}`)
}
