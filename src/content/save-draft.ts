import type { ContentPage, Texts } from '#content/limits.ts'
import { contentRefusals } from '#content/refusals.ts'
import { sql } from '#platform/db.ts'
import { locales } from '#platform/market.ts'
import { refuser } from '#platform/refusal.ts'
import type { Tx } from '#platform/tx.ts'

const refuse = refuser(contentRefusals)

/**
 * Saves the next version of a page as its draft; languages without text are left out. `revision`: that of the draft
 * the texts were written over, 0 when there was none. Returns the version and revision it has now. Refuses
 * `page.empty`, and `page.changed_meanwhile` when somebody else saved, or published, in the meantime.
 */
export async function saveDraft(
  tx: Tx,
  { page, texts, revision }: { page: ContentPage; texts: Texts; revision: number },
): Promise<{ version: number; revision: number }> {
  const written = Object.fromEntries(
    locales.flatMap(language => (texts[language]?.trim() ? [[language, texts[language]]] : [])),
  )
  if (Object.keys(written).length === 0) throw refuse('page.empty')
  const body = JSON.stringify(written)
  const { rows } =
    revision === 0
      ? await sql<{ version: number; revision: number }>`
          insert into content.page_versions (page, version, texts, revision, saved_at)
          select ${page}, coalesce(max(version), 0) + 1, ${body}, coalesce(max(revision), 0) + 1, ${tx.now}
          from content.page_versions where page = ${page}
          on conflict do nothing returning version, revision
        `.execute(tx)
      : await sql<{ version: number; revision: number }>`
          update content.page_versions set texts = ${body}, revision = revision + 1, saved_at = ${tx.now}
          where page = ${page} and published_at is null and revision = ${revision} returning version, revision
        `.execute(tx)
  if (!rows[0]) throw refuse('page.changed_meanwhile')
  return rows[0]
}
