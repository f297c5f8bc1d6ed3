import { type Db, sql } from '#platform/db.ts'
import { tiers } from '#search/tiers.ts'
import { wordsOf } from '#search/words.ts'
import { type Taxonomy, taxonomyOf } from '#taxonomy/index.ts'

/** Similar words to compare; the nearest one is taken. */
const candidates = 40

type Correction = {
  readonly words: readonly string[]
  /** The words replaced, each by which; null where two were joined. */
  readonly replaced: ReadonlyMap<string, string> | null
}

type Term = { readonly term: string; readonly kind: 'word' | 'name'; readonly products: number }

/**
 * Corrects typing errors. A word that no product has in any form, nor any category or value, becomes the known word with
 * the fewest letters added, omitted, changed or swapped; of equals, one with the same letters, then a name of the
 * taxonomy, then the more frequent one. Two words that together are a known one become that: `tea pot`. Null when
 * nothing could be corrected. One letter may be wrong in words of up to five letters, two in longer ones.
 */
export async function correct(db: Db, words: readonly string[]): Promise<Correction | null> {
  const taxonomy = await taxonomyOf(db)
  const unknown = words.filter(word => word.length > 2 && !/\d/.test(word) && !isNamed(taxonomy, word))
  const joined = words.slice(1).map((word, n) => `${words[n]}${word}`)
  const forms = unknown.map(word => ({ word, swapped: swappedForms(word) }))
  const isFound = sql.join(
    tiers.map(tier => sql`exists (select from search.documents where tier = ${sql.lit(tier)} and texts @@ q.query)`),
    sql` or `,
  )
  const { rows } = await sql<{ word: string; known: boolean; terms: Term[] | null }>`
    select w.word, exists (select from search.terms where term = w.word) or ${isFound} as known,
      (select json_agg(t) from (
        (select term, kind, products from search.terms
          where kind in ('word', 'name') and term % w.word order by similarity(term, w.word) desc, products desc limit ${candidates})
        union (select term, kind, products from search.terms
          where kind in ('word', 'name') and term = any(string_to_array(w.swapped, ' ')))) t) as terms
    from unnest(${forms.map(({ word }) => word)}::text[], ${forms.map(({ swapped }) => swapped.join(' '))}::text[]) w(word, swapped)
    cross join lateral (select plainto_tsquery('english', w.word) || plainto_tsquery('french', w.word) as query) q
    union all
    select j.word, true, null from unnest(${joined}::text[]) j(word)
    where exists (select from search.terms where term = j.word and kind in ('word', 'name'))
  `.execute(db.read)
  const pairs = new Set(joined.filter(pair => rows.some(row => row.word === pair)))
  const nearest = new Map(
    rows.flatMap(({ word, known, terms }) => {
      const near = known ? null : nearestOf(word, terms ?? [])
      return near ? [[word, near]] : []
    }),
  )
  const corrected = withPairs(words, pairs).map(word => nearest.get(word) ?? word)
  if (corrected.join(' ') === words.join(' ')) return null
  return { words: corrected, replaced: pairs.size > 0 ? null : nearest }
}

/** What was typed, with the words that were corrected in their place. */
export const correctedText = (typed: string, { words, replaced }: Correction): string =>
  replaced
    ? typed.trim().replaceAll(/[\p{L}\p{M}\p{N}]+/gu, written => replaced.get(wordsOf(written).join(' ')) ?? written)
    : words.join(' ')

function withPairs(words: readonly string[], pairs: ReadonlySet<string>): string[] {
  const [first, second, ...rest] = words
  if (first === undefined) return []
  if (second !== undefined && pairs.has(`${first}${second}`)) return [`${first}${second}`, ...withPairs(rest, pairs)]
  return [first, ...withPairs(words.slice(1), pairs)]
}

/** The word with two neighbors swapped, singular and plural: these may have few groups of letters in common with it. */
const swappedForms = (word: string): string[] =>
  [...word].slice(1).flatMap((letter, n) => {
    const swapped = `${word.slice(0, n)}${letter}${word[n]}${word.slice(n + 2)}`
    return [swapped, `${swapped}s`, `${swapped}es`, `${swapped}x`]
  })

const named = new WeakMap<Taxonomy, ReadonlySet<string>>()

/** Whether a category or value is called so, in the singular or plural. */
function isNamed(taxonomy: Taxonomy, word: string): boolean {
  let names = named.get(taxonomy)
  if (!names) {
    const all = [...taxonomy.categories.values(), ...[...taxonomy.attributes.values()].flatMap(({ values }) => values)]
    names = new Set(
      all.flatMap(each => Object.values(each.names).flatMap(wordsOf)).flatMap(each => [each, singularOf(each)]),
    )
    named.set(taxonomy, names)
  }
  return names.has(word) || names.has(singularOf(word))
}

const singularOf = (word: string): string => (word.length > 3 ? word.replace(/(?:(?<=s|x|ch|sh)e)?[sx]$/, '') : word)

function nearestOf(word: string, terms: readonly Term[]): string | null {
  const most = word.length <= 5 ? 1 : 2
  const letters = lettersOf(word)
  const near = terms
    .flatMap(each => [each, { ...each, term: singularOf(each.term) }])
    .map(each => ({
      ...each,
      distance: distanceOf(word, each.term, most),
      other: lettersOf(each.term) === letters ? 0 : 1,
    }))
    .filter(({ distance }) => distance <= most)
    .sort(
      (a, b) =>
        a.distance - b.distance ||
        a.other - b.other ||
        Number(b.kind === 'name') - Number(a.kind === 'name') ||
        b.products - a.products,
    )
  return near[0]?.term ?? null
}

const lettersOf = (word: string): string => [...word].sort().join('')

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
