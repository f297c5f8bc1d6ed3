import { z } from 'zod'
import { isOpen, type Market, marketsOf } from '#markets/index.ts'
import { defaultCountry } from '#markets/policy.ts'
import { InstantSchema, instant } from '#platform/json.ts'
import { route } from '#platform/route.ts'

const marketJson = ({ country, openFrom, closed }: Market) => ({ country, open_from: instant(openFrom), closed })

export const publicMarkets = {
  listMarkets: route({
    method: 'GET',
    path: '/api/markets',
    audience: 'public',
    summary: 'The countries of the marketplace: open, closed, or opening at a future time',
    input: z.object({}),
    output: z.object({
      items: z.array(
        z
          .object({
            country: z.string(),
            open_from: InstantSchema,
            closed: z.boolean(),
            /** Open for sales now. */
            open: z.boolean(),
          })
          .meta({ id: 'Market' }),
      ),
      /** For visitors who have not chosen a country. */
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
}
