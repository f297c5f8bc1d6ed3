import { type Db, type Reader, sql } from '#platform/db.ts'

/** Notes that a piece of regular upkeep ran now, in real time. */
export async function noteUpkeep(db: Db, name: string): Promise<void> {
  await sql`
    insert into platform.upkeep (name, ran_at) values (${name}, ${db.clock.wall()})
    on conflict (name) do update set ran_at = excluded.ran_at
  `.execute(db.read)
}

/** When it last ran, in real time; null: never. */
export async function latestUpkeepOf(reader: Reader, name: string): Promise<Temporal.Instant | null> {
  const { rows } = await sql<{ ran_at: Temporal.Instant }>`
    select ran_at from platform.upkeep where name = ${name}
  `.execute(reader)
  return rows[0]?.ran_at ?? null
}
