import { z } from 'zod'
import { type Market, setMarket } from '#markets/index.ts'
import { audit, platformOwner } from '#platform/audit.ts'
import { InstantInput, instant, OkSchema, ok } from '#platform/json.ts'
import { onceInTx } from '#platform/once.ts'
import { route } from '#platform/route.ts'

const marketJson = ({ country, openFrom, closed }: Market) => ({ country, open_from: instant(openFrom), closed })

export const opsMarkets = {
  setMarket: route({
    method: 'PUT',
    path: '/api/ops/markets/:country',
    audience: 'ops',
    summary: 'Open a country, now or from a future time, or close it',
    input: z.object({
      country: z.string().regex(/^[A-Z]{2}$/),
      /** Absent: as it was; of a new country, now. */
      open_from: InstantInput.nullable().default(null),
      closed: z.boolean(),
    }),
    example: { country: 'NO', closed: true },
    output: OkSchema,
    refusals: ['market.country_unknown'],
    async handle({ db, userId, once }, { country, open_from, closed }) {
      const answer = await onceInTx(db, once, 'set market', async tx => {
        const openFrom = open_from ? Temporal.Instant.from(open_from) : null
        const { before, after } = await setMarket(tx, { country, openFrom, closed })
        await audit(tx, {
          owner: platformOwner,
          userId,
          action: 'market.set',
          subject: country,
          before: before && marketJson(before),
          after: marketJson(after),
        })
        return ok
      })
      await db.policy.load(db.read)
      return answer
    },
  }),
}
