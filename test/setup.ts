import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { distribute } from '#platform/distribute.ts'
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
 * uses the oldest supported version; `CITUS_URL` a server of one node that runs already, where the template is distributed.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { CITUS_URL, PG } = process.env
  if (CITUS_URL) {
    await makeTemplate(CITUS_URL, distributeTemplate)
    project.provide('postgresUrl', CITUS_URL)
    return async () => {}
  }
  const dataDir = await mkdtemp(join(tmpdir(), 'fondaco-test-'))
  const burial = prepareBurial(dataDir)
  const binaries =
    PG === '15' ? fileURLToPath(new URL('../node_modules/postgres-15-linux-x64', import.meta.url)) : undefined
  const postgres = await startPostgres({ dataDir, log: () => {}, settings: carefree, ...(binaries && { binaries }) })
  const url = postgres.url('postgres')
  await makeTemplate(url)
  project.provide('postgresUrl', url)
  return async () => {
    await postgres.stop()
    burial.stdin?.end()
    await once(burial, 'exit')
  }
}

async function makeTemplate(url: string, prepare: (url: string) => Promise<unknown> = async () => {}): Promise<void> {
  const template = new URL(url)
  template.pathname = '/fondaco_template'
  await asAdministrator(url, 'alter database fondaco_template is_template false').catch(() => {}) // of an earlier run
  await asAdministrator(url, 'drop database if exists fondaco_template with (force)')
  await asAdministrator(url, 'create database fondaco_template')
  await migrate(template.href)
  await prepare(template.href)
  await seedTaxonomy(template.href)
  // nobody can connect to it, so nothing blocks a copy
  await asAdministrator(url, 'alter database fondaco_template with allow_connections false is_template true')
  await asAdministrator(
    url,
    "select pg_terminate_backend(pid) from pg_stat_activity where datname = 'fondaco_template'",
  )
}

const distributeTemplate = (url: string) =>
  distribute(
    url,
    () => {},
    async () => {},
  )

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
