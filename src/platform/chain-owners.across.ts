import { type Reader, sql } from '#platform/db.ts'

/** All owners that have a chain. */
export async function chainOwners(reader: Reader): Promise<string[]> {
  const { rows } = await sql<{ owner: string }>`
    select distinct owner from platform.chain_heads order by owner
  `.execute(reader)
  return rows.map(row => row.owner)
}
