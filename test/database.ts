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
  const name = `t_${process.pid}_${made++}`
  await asAdministrator(`create database ${name} ${empty ? '' : 'template fondaco_template strategy file_copy'}`)
  const address = new URL(inject('postgresUrl'))
  address.pathname = `/${name}`
  return { url: address.href, drop: () => asAdministrator(`drop database ${name} with (force)`) }
}

async function asAdministrator(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: inject('postgresUrl') })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
