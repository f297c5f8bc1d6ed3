import { z } from 'zod'
import { roleNames } from '#accounts/index.ts'
import { type Reader, sql } from '#platform/db.ts'

export const RoleSchema = z.enum(roleNames)

export async function nameOf(reader: Reader, storeId: string): Promise<string> {
  const { rows } = await sql<{ name: string }>`select name from sellers.stores where store_id = ${storeId}`.execute(
    reader,
  )
  return rows[0]!.name
}
