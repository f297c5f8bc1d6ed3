import { cached, type Db, type Reader, sql } from '#platform/db.ts'
import { significantWords } from '#search/words.ts'

/** Words and short phrases that mean the same, as the operator wrote them. */
type SynonymSet = { readonly id: string; readonly words: readonly string[] }

/** Most sets: all are kept in memory and shown on one page. */
export const setsMax = 1_000
/** Most words of one phrase. */
const phraseWordsMax = 4

export async function readSynonyms(read: Reader): Promise<SynonymSet[]> {
  const { rows } = await sql<SynonymSet>`
    select id, words from search.synonyms order by lower(words[1]), id
  `.execute(read)
  return rows
}

/** Normalized phrase → its synonyms. */
type Synonyms = ReadonlyMap<string, readonly string[]>

const synonymsOf = (db: Db): Promise<Synonyms> =>
  cached(db, 'synonyms', async read => {
    const alike = new Map<string, string[]>()
    for (const set of await readSynonyms(read)) {
      const phrases = set.words.map(phraseOf)
      for (const phrase of phrases) alike.set(phrase, [...new Set([...(alike.get(phrase) ?? [phrase]), ...phrases])])
    }
    return alike
  })

/** Without little words, as those of a query. */
export const phraseOf = (words: string): string => significantWords(words, 'en').join(' ')

/** The words of a query, each with its synonyms: `frying pan blue` asks for `frying pan` or `skillet`, and `blue`. */
export async function termsWithSynonyms(db: Db, words: readonly string[]): Promise<string[][]> {
  const synonyms = await synonymsOf(db)
  const terms: string[][] = []
  for (let at = 0; at < words.length; ) {
    let length = Math.min(phraseWordsMax, words.length - at)
    let alike: readonly string[] | undefined
    for (; length > 0 && !alike; length--) alike = alikeOf(synonyms, words.slice(at, at + length))
    const taken = length + 1
    terms.push([...new Set([words.slice(at, at + taken).join(' '), ...(alike ?? [])])])
    at += taken
  }
  return terms
}

/** A phrase also matches in the plural. */
function alikeOf(synonyms: Synonyms, words: readonly string[]): readonly string[] | undefined {
  const phrase = words.join(' ')
  const singular = phrase.endsWith('es')
    ? [phrase.slice(0, -1), phrase.slice(0, -2)]
    : [phrase.replace(/[sx]$/, ''), phrase.replace(/aux$/, 'al')]
  return [phrase, ...singular].map(each => synonyms.get(each)).find(each => each !== undefined)
}
