import type { TermsPage } from '#content/limits.ts'
import { type Reader, sql } from '#platform/db.ts'
import type { Tx } from '#platform/tx.ts'

/** The version of the terms that holds now; null while there are none. */
export async function currentTerms(read: Reader, page: TermsPage): Promise<number | null> {
  const { rows } = await sql<{ version: number | null }>`
    select max(version) as version from content.page_versions where page = ${page} and published_at is not null
  `.execute(read)
  return rows[0]!.version
}

/** Records that a user accepted a version of the terms; a second time changes nothing. Null: there were none to accept. */
export async function acceptTerms(
  tx: Tx,
  { userId, page, version }: { userId: string; page: TermsPage; version: number | null },
): Promise<void> {
  if (version === null) return
  await sql`
    insert into content.acceptances (user_id, page, version, accepted_at)
    values (${userId}, ${page}, ${version}, ${tx.now}) on conflict do nothing
  `.execute(tx)
}

type Acceptance = { readonly page: TermsPage; readonly version: number; readonly acceptedAt: Temporal.Instant }

/** What a user accepted, latest first. */
export async function acceptancesOf(read: Reader, userId: string): Promise<Acceptance[]> {
  const { rows } = await sql<Acceptance>`
    select page, version, accepted_at as "acceptedAt" from content.acceptances
    where user_id = ${userId} order by accepted_at desc, page
  `.execute(read)
  return rows
}
