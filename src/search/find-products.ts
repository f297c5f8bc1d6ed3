import type { Db } from '#platform/db.ts'
import { correct } from '#search/correct.across.ts'
import {
  type Candidate,
  type Found,
  findPage,
  type Page,
  type ReadRows,
  type Tally,
  tally,
  type Wish,
} from '#search/find.across.ts'

export type Answer<R> = {
  readonly found: readonly Found<R>[]
  readonly tally: Tally
  /** As if no values of attributes had been chosen: what could be chosen beside them. Null where none are. */
  readonly around: Tally | null
  /** The words that were looked for instead, when nothing has those asked for. */
  readonly corrected: readonly string[] | null
  /** Not all words could be had: these have one of them at least. */
  readonly loosened: boolean
}

/**
 * What buyers wish for, a page of it, in order, as `read` reads it. When nothing matches, typing errors are corrected;
 * when then nothing has all words, what has one of them is shown. The answer says which.
 */
export async function findProducts<R extends Candidate>(
  db: Db,
  asked: Omit<Wish, 'match'>,
  page: Page,
  read: ReadRows<R>,
): Promise<Answer<R>> {
  const look = async (words: readonly string[], match: Wish['match']) => {
    const wish = { ...asked, words, match }
    const [found, counted, around] = await Promise.all([
      findPage(wish, page, read),
      tally(db, wish),
      wish.chosen.length > 0 ? tally(db, { ...wish, chosen: [] }) : null,
    ])
    return { found, tally: counted, around }
  }
  const first = await look(asked.words, 'all')
  if (first.tally.count > 0 || asked.words.length === 0) return { ...first, corrected: null, loosened: false }
  const corrected = await correct(db, asked.words)
  const words = corrected ?? asked.words
  const second = corrected && (await look(words, 'all'))
  if (second && second.tally.count > 0) return { ...second, corrected, loosened: false }
  const third = words.length > 1 ? await look(words, 'any') : first
  const some = third.tally.count > 0
  return { ...third, corrected: some ? corrected : null, loosened: some }
}
