import { z } from 'zod'
import { sql } from '#platform/db.ts'
import { cursorOf, fromCursor, pageInput, pageOf } from '#platform/json.ts'
import { route } from '#platform/route.ts'
import { missAnswers } from '#search/index.ts'

type Row = { term: string; count: bigint; latest: Temporal.PlainDate; answer: (typeof missAnswers)[number] }

export const opsMissScreens = {
  listMisses: route({
    method: 'GET',
    path: '/api/ops/search/misses',
    audience: 'ops',
    summary: 'What people searched for and was not found as they asked, most often first',
    input: z.object({
      /** Of so many days up to today. */
      days: z.coerce.number().int().min(1).max(90).default(30),
      answer: z.enum(missAnswers).optional(),
      ...pageInput,
    }),
    output: pageOf(
      z
        .object({
          term: z.string(),
          count: z.int(),
          /** Day it was last asked for. */
          latest: z.iso.date(),
          /** What was shown instead the last time: a corrected spelling, what has some of the words, or nothing. */
          answer: z.enum(missAnswers),
        })
        .meta({ id: 'Miss' }),
    ),
    refusals: [],
    async handle({ db }, { days, answer, after, limit }) {
      const [count, term] = fromCursor(after, 'whole', 'words') ?? []
      const { rows } = await sql<Row>`
        select term, count, latest, answer from (
          select term, sum(count) as count, max(day) as latest, (array_agg(answer order by day desc))[1] as answer
          from search.misses where day > ${db.clock.now()}::timestamptz::date - ${days}::int group by term) m
        where ${answer ? sql`answer = ${answer}` : sql`true`}
          and ${count ? sql`(count, term) < (${count}::bigint, ${term})` : sql`true`}
        order by count desc, term desc limit ${limit + 1}
      `.execute(db.read)
      const shown = rows.slice(0, limit)
      const last = shown.at(-1)
      return {
        items: shown.map(row => ({ ...row, count: Number(row.count), latest: row.latest.toString() })),
        next: rows.length > limit && last ? cursorOf(`${last.count}`, last.term) : null,
      }
    },
  }),
}
