import { type Db, sql } from '#platform/db.ts'

/** Similar words to compare; the nearest one is taken. */
const candidates = 40

/**
 * Corrects typing errors: a word that no title has becomes the known word with the fewest letters added, omitted,
 * changed or swapped; of equals the more frequent one. Null when none could be corrected. One letter may be wrong in
 * words of up to four letters, two in longer ones.
 */
export async function correct(db: Db, words: readonly string[]): Promise<string[] | null> {
  const { rows } = await sql<{ word: string; known: boolean; terms: { term: string; products: number }[] | null }>`
    select word, exists (select from search.terms where term = word) as known,
      (select json_agg(t) from (select term, products from search.terms
        where kind in ('word', 'name') and term % word order by similarity(term, word) desc, products desc limit ${candidates}) t) as terms
    from unnest(${words}::text[]) word
  `.execute(db.read)
  const better = new Map(
    rows.flatMap(({ word, known, terms }) => {
      const nearest = known || /\d/.test(word) ? null : nearestOf(word, terms ?? [])
      return nearest ? [[word, nearest]] : []
    }),
  )
  return better.size > 0 ? words.map(word => better.get(word) ?? word) : null
}

function nearestOf(word: string, terms: readonly { term: string; products: number }[]): string | null {
  const most = word.length <= 4 ? 1 : 2
  const near = terms
    .map(({ term, products }) => ({ term, products, distance: distanceOf(word, term, most) }))
    .filter(({ distance }) => distance <= most)
    .sort((a, b) => a.distance - b.distance || b.products - a.products)
  return near[0]?.term ?? null
}

/** Letters to add, leave out, change or swap with their neighbor; `most + 1` when they are more. */
export function distanceOf(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1]
      row[j] = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1))
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        row[j] = Math.min(row[j]!, before[j - 2]! + 1)
    }
    before = last
    last = row
  }
  return Math.min(last[b.length]!, most + 1)
}
