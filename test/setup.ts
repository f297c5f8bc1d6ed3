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
    /** Administrator URL of the test run's PostgreSQL. */
    postgresUrl: string
  }
}

/** For disposable data: faster, but nothing survives a crash. */
const carefree = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }

/**
 * One PostgreSQL for the whole run, in its own folder, with a migrated template that every test file clones. `PG=15`
 * uses the oldest supported version.
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
  // nobody can connect to it, so nothing blocks a copy
  await asAdministrator(url, 'alter database fondaco_template with allow_connections false is_template true')
  project.provide('postgresUrl', url)
  return async () => {
    await postgres.stop()
    burial.stdin?.end()
    await once(burial, 'exit')
  }
}

/**
 * Detached, so that what ends the test run (Ctrl-C, a signal to the group) does not end it: vitest leaves no time to
 * clean up.
 */
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
