import { type Db, sql } from '#platform/db.ts'
import { locales } from '#platform/market.ts'
import { correct } from '#search/correct.across.ts'
import { wordsOf } from '#search/words.ts'
import { type Category, nameIn, type Taxonomy, taxonomyOf } from '#taxonomy/index.ts'

/** Suggestions of each kind: what fits under a field on a phone. */
const most = { words: 6, categories: 4, stores: 2 } as const

type Suggestions = {
  /** Words to search for. */
  readonly words: readonly string[]
  readonly categories: readonly { readonly key: string; readonly name: string; readonly within: string | null }[]
  readonly stores: readonly { readonly slug: string; readonly name: string }[]
}

/**
 * Completions of what is typed, those with the most products first; only those with results. One statement, and two
 * more when nothing matches, for the corrected words.
 */
export async function suggest(db: Db, typed: string, locale: string): Promise<Suggestions> {
  const words = wordsOf(typed)
  const found = await beginningWith(db, words, locale)
  const leads = Object.values(found).some(kind => kind.length > 0)
  if (leads || words.length > wordsToCorrect || (words.at(-1)?.length ?? 0) < lettersToCorrect) return found
  const corrected = await correct(db, words)
  return corrected ? beginningWith(db, corrected.words, locale) : found
}

/** Shorter words are similar to too many others, and suggestions have at most two words. */
const lettersToCorrect = 4
const wordsToCorrect = 3

async function beginningWith(db: Db, words: readonly string[], locale: string): Promise<Suggestions> {
  const term = words.join(' ')
  if (term.length < 2) return { words: [], categories: [], stores: [] }
  const taxonomy = await taxonomyOf(db)
  const categories = categoriesLike(taxonomy, words, languages.includes(locale) ? locale : 'en')
  const { rows } = await sql<{ kind: string; shown: string; target: string | null }>`
    (select kind, shown, target, products from search.terms
      where term >= ${term} and term < ${`${term}\u{10ffff}`} and kind in ('word', 'phrase')
      order by products desc, term limit ${most.words})
    union all (select kind, shown, target, products from search.terms
      where term >= ${term} and term < ${`${term}\u{10ffff}`} and kind = 'store' order by products desc limit ${most.stores})
    union all (select kind, shown, target, products from search.terms
      where kind = 'category' and shown = any(${categories.map(category => category.key)}::text[])
      order by products desc limit ${most.categories})
  `.execute(db.read)
  const of = (...kinds: string[]) => rows.filter(row => kinds.includes(row.kind))
  return {
    words: of('word', 'phrase').map(row => row.shown),
    stores: of('store').map(row => ({ slug: row.target!, name: row.shown })),
    categories: of('category').map(({ shown: key }) => {
      const { names, parent } = taxonomy.categories.get(key)!
      return {
        key,
        name: nameIn(names, locale),
        within: parent && nameIn(taxonomy.categories.get(parent)!.names, locale),
      }
    }),
  }
}

/**
 * Unknown languages use English: results are cached per language, and the cache must not grow with arbitrary values.
 */
const languages: readonly string[] = locales

type Spelled = { category: Category; words: readonly string[] }
const spelled = new WeakMap<Taxonomy, Map<string, Spelled[]>>()

/** Categories whose name contains each typed word, the last one possibly incomplete. */
function categoriesLike(taxonomy: Taxonomy, typed: readonly string[], locale: string): Category[] {
  let byLocale = spelled.get(taxonomy)
  if (!byLocale) spelled.set(taxonomy, (byLocale = new Map()))
  let names = byLocale.get(locale)
  if (!names) {
    names = [...taxonomy.categories.values()].map(category => ({
      category,
      words: wordsOf(nameIn(category.names, locale)),
    }))
    byLocale.set(locale, names)
  }
  return names
    .filter(({ words }) => typed.every(each => words.some(word => word.startsWith(each))))
    .map(({ category }) => category)
    .slice(0, 40)
}
