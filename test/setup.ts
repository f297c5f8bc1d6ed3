import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { migrate } from '#platform/migrate.ts'
import { startPostgres } from '#platform/postgres.ts'
import { seedTaxonomy } from '#taxonomy/index.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Administrator's address of the test run's PostgreSQL. */
    postgresUrl: string
  }
}

/** For throw-away data: nothing survives a crash, everything is faster. */
const carefree = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }

/**
 * One PostgreSQL for the whole run, in a folder of its own, with one migrated template that every test file clones.
 * `PG=15` runs it on the oldest version we support.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'fondaco-test-'))
  const burial = prepareBurial(dataDir)
  const binaries =
    process.env.PG === '15'
      ? fileURLToPath(new URL('../node_modules/postgres-15-linux-x64', import.meta.url))
      : undefined
  const postgres = await startPostgres({ dataDir, log: () => {}, settings: carefree, ...(binaries && { binaries }) })
  const url = postgres.url('postgres')
  await asAdministrator(url, 'create database fondaco_template')
  await migrate(postgres.url('fondaco_template'))
  await seedTaxonomy(postgres.url('fondaco_template'))
  // nobody can connect to it, so nothing can hold up a copy
  await asAdministrator(url, 'alter database fondaco_template with allow_connections false is_template true')
  project.provide('postgresUrl', url)
  return async () => {
    await postgres.stop()
    burial.stdin?.end()
    await once(burial, 'exit')
  }
}

/** Detached, for what ends us (Ctrl-C, a signal to the group) must not end it: vitest then leaves no time to clean up. */
function prepareBurial(dataDir: string): ChildProcess {
  const script = fileURLToPath(new URL('bury-postgres.ts', import.meta.url))
  return spawn(process.execPath, [script, dataDir], { detached: true, stdio: ['pipe', 'ignore', 'inherit'] })
}

async function asAdministrator(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
