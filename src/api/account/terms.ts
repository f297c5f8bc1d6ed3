import { z } from 'zod'
import { acceptancesOf } from '#content/index.ts'
import { InstantSchema, instant } from '#platform/json.ts'
import { route } from '#platform/route.ts'

export const accountTerms = {
  listMyTerms: route({
    method: 'GET',
    path: '/api/account/terms',
    audience: 'user',
    summary: 'Which versions of the terms the caller accepted, and when',
    input: z.object({}),
    output: z.object({
      items: z.array(
        z.object({
          page: z.enum(['terms', 'seller-terms']),
          version: z.int(),
          accepted_at: InstantSchema,
        }),
      ),
    }),
    refusals: [],
    async handle({ db, userId }) {
      const items = await acceptancesOf(db.read, userId)
      return {
        items: items.map(({ page, version, acceptedAt }) => ({ page, version, accepted_at: instant(acceptedAt) })),
      }
    },
  }),
}
