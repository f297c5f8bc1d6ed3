import { z } from 'zod'
import { defaultCountry } from '#markets/policy.ts'
import { isOpen, type Market, marketsOf } from '#markets/read-markets.ts'
import { setMarket } from '#markets/set-market.ts'
import { audit, platformOwner } from '#platform/audit.ts'
import { InstantInput, InstantSchema, instant } from '#platform/json.ts'
import { onceInTx } from '#platform/once.ts'
import { route } from '#platform/route.ts'

const Done = z.object({ done: z.literal(true) })
const done = { done: true as const }

export const marketRoutes = {
  listMarkets: route({
    method: 'GET',
    path: '/api/markets',
    audience: 'public',
    summary: 'The countries of the market: open, closed, or open from an instant on',
    input: z.object({}),
    output: z.object({
      items: z.array(
        z
          .object({
            country: z.string(),
            open_from: InstantSchema,
            closed: z.boolean(),
            /** Things are sold there now. */
            open: z.boolean(),
          })
          .meta({ id: 'Market' }),
      ),
      /** Of who has not said where things shall go. */
      default_country: z.string(),
    }),
    refusals: [],
    async handle({ db }) {
      const now = db.clock.now()
      const markets = await marketsOf(db)
      return {
        items: [...markets.values()].map(market => ({ ...marketJson(market), open: isOpen(market, now) })),
        default_country: db.policy.at(now)(defaultCountry),
      }
    },
  }),

  setMarket: route({
    method: 'PUT',
    path: '/api/ops/markets/:country',
    audience: 'ops',
    summary: 'Open a country from an instant on, or close it',
    input: z.object({
      country: z.string().regex(/^[A-Z]{2}$/),
      /** Absent: as it was; of a new country, now. */
      open_from: InstantInput.nullable().default(null),
      closed: z.boolean(),
    }),
    example: { country: 'NO', closed: true },
    output: Done,
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
        return done
      })
      await db.policy.load(db.read)
      return answer
    },
  }),
}

const marketJson = ({ country, openFrom, closed }: Market) => ({ country, open_from: instant(openFrom), closed })
