import type { ContentPage } from '#content/limits.ts'
import { contentRefusals } from '#content/refusals.ts'
import { sql } from '#platform/db.ts'
import { invalidateCaches } from '#platform/policy.ts'
import { refuser } from '#platform/refusal.ts'
import type { Tx } from '#platform/tx.ts'

const refuse = refuser(contentRefusals)

/**
 * Publishes the draft of a page as it was read (`revision`): readers see it from now on, and the version before stays
 * readable. `userId`: who publishes; null: it came from a file. Returns its version. Refuses `page.changed_meanwhile`
 * when there is no such draft any more.
 */
export async function publishPage(
  tx: Tx,
  { page, revision, userId }: { page: ContentPage; revision: number; userId: string | null },
): Promise<number> {
  const { rows } = await sql<{ version: number }>`
    update content.page_versions set published_at = ${tx.now}, published_by = ${userId}
    where page = ${page} and published_at is null and revision = ${revision} returning version
  `.execute(tx)
  if (!rows[0]) throw refuse('page.changed_meanwhile')
  await invalidateCaches(tx)
  return rows[0].version
}
