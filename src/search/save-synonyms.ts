import { platformOwner } from '#platform/audit.ts'
import { countAlone } from '#platform/counts.ts'
import { sql } from '#platform/db.ts'
import { invalidateCaches } from '#platform/policy.ts'
import { refuser } from '#platform/refusal.ts'
import type { Tx } from '#platform/tx.ts'
import { searchRefusals } from '#search/refusals.ts'
import { phraseOf, setsMax } from '#search/synonyms.ts'

const refuse = refuser(searchRefusals)

/**
 * Creates a set of synonyms, or replaces the words of one (`id`), effective from the next search. Returns its id.
 * Refuses `synonyms.too_few` (fewer than two that differ to a search), `synonyms.not_found`, `synonyms.too_many_sets`.
 */
export async function saveSynonyms(tx: Tx, set: { id: string | null; words: readonly string[] }): Promise<string> {
  const different = [...new Map(set.words.map(word => [phraseOf(word), word.trim()])).entries()]
  const words = different.filter(([phrase]) => phrase !== '').map(([, word]) => word)
  if (words.length < 2) throw refuse('synonyms.too_few')
  if (!set.id) await countAlone(tx, 'synonyms', platformOwner)
  const { rows } = set.id
    ? await sql<{ id: string }>`
        update search.synonyms set words = ${words} where id = ${set.id} returning id
      `.execute(tx)
    : await sql<{ id: string }>`
        insert into search.synonyms (words)
        select ${words} where (select count(*) from search.synonyms) < ${setsMax} returning id
      `.execute(tx)
  if (!rows[0]) throw refuse(set.id ? 'synonyms.not_found' : 'synonyms.too_many_sets', { most: setsMax })
  await invalidateCaches(tx)
  return rows[0].id
}

/** Returns the words it had. Refuses `synonyms.not_found`. */
export async function removeSynonyms(tx: Tx, id: string): Promise<string[]> {
  const { rows } = await sql<{ words: string[] }>`
    delete from search.synonyms where id = ${id} returning words
  `.execute(tx)
  if (!rows[0]) throw refuse('synonyms.not_found')
  await invalidateCaches(tx)
  return rows[0].words
}
