import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { inject } from 'vitest'
import { type Db, openDb } from '#platform/db.ts'

let made = 0

/** A separate database, migrated and empty, with connections; call `drop` at the end. */
export async function freshDb(): Promise<{ db: Db; url: string; drop(): Promise<void> }> {
  const { url, drop } = await freshDatabase()
  // the other way round on PostgreSQL 15, in journeys and in the bench
  const db = await openDb(url, { max: 24, asDistributed: process.env.PG !== '15' })
  return {
    db,
    url,
    async drop() {
      await db.close()
      await drop()
    },
  }
}

/** Like `freshDb`, without connections; `empty`: without any table. `file_copy` needs half the CPU of a logged copy. */
export async function freshDatabase({ empty = false } = {}): Promise<{ url: string; drop(): Promise<void> }> {
  const servers = inject('postgresUrls')
  const name = `t_${process.pid}_${made++}`
  await onEach(servers, `create database ${name} ${empty ? '' : 'template fondaco_template strategy file_copy'}`)
  if (empty) await joinNodes(servers, name)
  const drop = () => onEach(servers, `drop database if exists ${name} with (force)`)
  // the nodes of a cluster connect to each other in the background
  return { url: databaseOn(servers[0]!, name), drop: () => drop().catch(() => sleep(1_000).then(drop)) }
}

/** Makes databases of this name, one on each server, a cluster: the first is its coordinator. One server needs nothing. */
export async function joinNodes(servers: readonly string[], name: string): Promise<void> {
  const [coordinator, ...workers] = servers.map(server => databaseOn(server, name))
  if (workers.length === 0) return
  await onEach([coordinator!, ...workers], 'create extension citus')
  const place = (url: string) => `'${new URL(url).hostname}', ${new URL(url).port}`
  await onEach([coordinator!], `select citus_set_coordinator_host(${place(coordinator!)})`)
  for (const worker of workers) await onEach([coordinator!], `select citus_add_node(${place(worker)})`)
}

export function databaseOn(server: string, name: string): string {
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}

/** Runs a statement on each of these servers, one after another. */
export async function onEach(servers: readonly string[], statement: string): Promise<void> {
  for (const server of servers) {
    const client = new pg.Client({ connectionString: server })
    await client.connect()
    try {
      await client.query(statement)
    } finally {
      await client.end()
    }
  }
}
