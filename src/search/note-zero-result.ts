import { type Db, sql } from '#platform/db.ts'
import { inTx } from '#platform/tx.ts'

export const zeroResultAnswers = ['corrected', 'relaxed', 'nothing'] as const
type ZeroResultAnswer = (typeof zeroResultAnswers)[number]

/** Different terms counted per day; more would come from a program, not from people. */
const maxTermsPerDay = 2_000
const termMaxCharacters = 80

/**
 * Counts a search that found nothing as typed, for the report of what the market lacks (E10). Does not store who
 * searched, nor text that looks like an e-mail address or a personal number.
 */
export async function noteZeroResult(
  db: Db,
  asked: string,
  words: readonly string[],
  answer: ZeroResultAnswer,
): Promise<void> {
  const term = words.join(' ')
  if (term.length > termMaxCharacters || asked.includes('@') || /\d{6}/.test(asked.replaceAll(/[\s.-]/g, ''))) return
  await inTx(db, 'note a search without result', async tx => {
    await sql`
      insert into search.zero_result_searches as m (day, term, answer, count)
      select ${tx.now}::timestamptz::date, ${term}, ${answer}, 1
      where exists (select from search.zero_result_searches where day = ${tx.now}::timestamptz::date and term = ${term})
        or (select count(*) from search.zero_result_searches where day = ${tx.now}::timestamptz::date) < ${maxTermsPerDay}
      on conflict (day, term) do update set count = m.count + 1, answer = excluded.answer
    `.execute(tx)
  })
}
