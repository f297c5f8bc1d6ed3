import type { Db } from '#platform/db.ts'
import { correct } from '#search/correct.across.ts'
import { type Found, findPage, type Page } from '#search/find.across.ts'
import { type Tally, tally } from '#search/tally.across.ts'
import type { Wish } from '#search/wish.ts'

/** What a buyer asks for. */
export type Asked = Omit<Wish, 'terms'> & { readonly words: readonly string[] }

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
 * What buyers wish for, a page of it, in order. When nothing matches, typing errors are corrected; when then nothing has
 * all words, what has one of them is shown. The answer says which.
 */
export async function findProducts(db: Db, { words, ...asked }: Asked, page: Page): Promise<Answer> {
  const look = async (terms: Wish['terms']) => {
    const wish = { ...asked, terms }
    const [found, counted, around] = await Promise.all([
      findPage(db, wish, page),
      tally(db, wish),
      wish.chosen.length > 0 ? tally(db, { ...wish, chosen: [] }) : null,
    ])
    return { found, tally: counted, around }
  }
  const allOf = (words: readonly string[]) => look(words.map(word => [word]))
  const first = await allOf(words)
  if (first.tally.count > 0 || words.length === 0) return { ...first, corrected: null, loosened: false }
  const corrected = await correct(db, words)
  const better = corrected ?? words
  const second = corrected && (await allOf(corrected))
  if (second && second.tally.count > 0) return { ...second, corrected, loosened: false }
  const third = better.length > 1 ? await look([better]) : first
  const some = third.tally.count > 0
  return { ...third, corrected: some ? corrected : null, loosened: some }
}
