import { existsSync } from 'node:fs'
import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '#platform/config.ts'
import { removePostgres } from '#platform/postgres.ts'

/** What Fondaco keeps in its data folder beside PostgreSQL. Anything else there was put by somebody else, and stays. */
const ours = ['files', 'sandbox-provider.jsonl']

/** Stops what runs on the data folder and removes its data; `note` hears what stays. Never a database of one's own. */
export async function removeData({ dataDir, databaseUrl }: Config, note: (line: string) => void): Promise<void> {
  if (databaseUrl) note('DATABASE_URL names a database of your own: it stays as it is.')
  if (!existsSync(dataDir)) return
  await removePostgres(dataDir)
  for (const name of ours) await rm(join(dataDir, name), { recursive: true, force: true })
  const others = await readdir(dataDir)
  if (others.length) note(`left in ${dataDir}: ${others.join(', ')}`)
}
