import type { Db } from '#platform/db.ts'
import { correct } from '#search/correct.across.ts'
import { type Found, findPage, type Page } from '#search/find.across.ts'
import { noteMiss } from '#search/note-miss.ts'
import { termsWithSynonyms } from '#search/synonyms.ts'
import { type Tally, tally } from '#search/tally.across.ts'
import type { Wish } from '#search/wish.ts'
import { queryWords } from '#search/words.ts'

/** What a buyer asks for, in words as typed. */
export type Asked = Omit<Wish, 'terms'> & { readonly text: string }

export type Answer = {
  readonly found: readonly Found[]
  readonly tally: Tally
  /** As if no values of attributes had been chosen: what could be chosen beside them. Null where none are. */
  readonly around: Tally | null
  /** The words that were looked for instead, when nothing has those asked for. */
  readonly corrected: readonly string[] | null
  /** Not all words could be had: these have one of them at least. */
  readonly loosened: boolean
}

/**
 * What buyers wish for, a page of it, in order; what means the same is found, too. When nothing matches, typing errors
 * are corrected; when then nothing has all words, what has one of them is shown. The answer says which, and it is noted.
 */
export async function findProducts(db: Db, { text, ...asked }: Asked, page: Page): Promise<Answer> {
  const look = async (terms: Wish['terms']) => {
    const wish = { ...asked, terms }
    const [found, counted, around] = await Promise.all([
      findPage(db, wish, page),
      tally(db, wish),
      wish.chosen.length > 0 ? tally(db, { ...wish, chosen: [] }) : null,
    ])
    return { found, tally: counted, around }
  }
  const words = queryWords(text)
  const terms = await termsWithSynonyms(db, words)
  const first = await look(terms)
  if (first.tally.count > 0 || words.length === 0) return { ...first, corrected: null, loosened: false }
  const answer = await lookFurther(db, words, terms, first, look)
  const { chosen, fromMinor, toMinor, ratingPermille } = asked
  const isNarrowed = chosen.length > 0 || [fromMinor, toMinor, ratingPermille].some(bound => bound !== null)
  if (!isNarrowed && !page.after)
    await noteMiss(db, text, words, answer.loosened ? 'loosened' : answer.corrected ? 'corrected' : 'nothing')
  return answer
}

type Seen = Omit<Answer, 'corrected' | 'loosened'>

async function lookFurther(
  db: Db,
  words: readonly string[],
  terms: Wish['terms'],
  nothing: Seen,
  look: (terms: Wish['terms']) => Promise<Seen>,
): Promise<Answer> {
  const corrected = await correct(db, words)
  const better = corrected ? await termsWithSynonyms(db, corrected) : terms
  const second = corrected && (await look(better))
  if (second && second.tally.count > 0) return { ...second, corrected, loosened: false }
  const third = better.length > 1 ? await look([better.flat()]) : nothing
  const some = third.tally.count > 0
  return { ...third, corrected: some ? corrected : null, loosened: some }
}
