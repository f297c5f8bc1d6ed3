import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { TestProject } from 'vitest/node'
import { distribute } from '#platform/distribute.ts'
import { migrate } from '#platform/migrate.ts'
import { startPostgres } from '#platform/postgres.ts'
import { seedTaxonomy } from '#taxonomy/index.ts'
import { databaseOn, joinNodes, onEach } from './database.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Administrator URLs of the servers of the test run: one PostgreSQL, or the nodes of a cluster, coordinator first. */
    postgresUrls: readonly string[]
  }
}

/** For disposable data: faster, but nothing survives a crash. */
const carefree = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }

/**
 * One PostgreSQL for the whole run, in its own folder, with a migrated template that every test file clones. `PG=15`
 * uses the oldest supported version; `CITUS_URL` the nodes of a cluster that runs already, where the template is
 * distributed: `coordinator,worker,…`, or one server that is both.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { CITUS_URL, PG } = process.env
  if (CITUS_URL) {
    const nodes = CITUS_URL.split(',')
    await makeTemplate(nodes, distributeTemplate)
    project.provide('postgresUrls', nodes)
    return async () => {}
  }
  const dataDir = await mkdtemp(join(tmpdir(), 'fondaco-test-'))
  const burial = prepareBurial(dataDir)
  const binaries =
    PG === '15' ? fileURLToPath(new URL('../node_modules/postgres-15-linux-x64', import.meta.url)) : undefined
  const postgres = await startPostgres({ dataDir, log: () => {}, settings: carefree, ...(binaries && { binaries }) })
  const servers = [postgres.url('postgres')]
  await makeTemplate(servers)
  project.provide('postgresUrls', servers)
  return async () => {
    await postgres.stop()
    burial.stdin?.end()
    await once(burial, 'exit')
  }
}

async function makeTemplate(
  servers: readonly string[],
  prepare: (url: string) => Promise<unknown> = async () => {},
): Promise<void> {
  const name = 'fondaco_template'
  const url = databaseOn(servers[0]!, name)
  await onEach(servers, `alter database ${name} is_template false`).catch(() => {}) // of an earlier run
  await onEach(servers, `drop database if exists ${name} with (force)`)
  await onEach(servers, `create database ${name}`)
  await joinNodes(servers, name)
  await migrate(url)
  await prepare(url)
  await seedTaxonomy(url)
  // nobody can connect to it, so nothing blocks a copy
  await onEach(servers, `alter database ${name} with allow_connections false is_template true`)
  await onEach(servers, `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`)
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
