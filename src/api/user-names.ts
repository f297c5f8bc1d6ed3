import { type Reader, sql } from '#platform/db.ts'

/** The names of these users, read at once for all rows of a page. Null for null, and for users that do not exist. */
export async function userNames(
  reader: Reader,
  ids: readonly (string | null)[],
): Promise<(id: string | null) => string | null> {
  const wanted = [...new Set(ids)].filter(id => id !== null)
  if (wanted.length === 0) return () => null
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from accounts.users where id = any(${wanted}::uuid[])
  `.execute(reader)
  const names = new Map(rows.map(({ id, name }) => [id, name]))
  return id => names.get(id!) ?? null
}
