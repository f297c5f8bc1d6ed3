import { z } from 'zod'
import { sql } from '#platform/db.ts'
import { route } from '#platform/route.ts'

export const publicCarriers = {
  listCarriers: route({
    method: 'GET',
    path: '/api/carriers',
    audience: 'public',
    summary: 'Carriers, with the format of their tracking numbers',
    input: z.object({}),
    output: z.object({
      items: z.array(
        z.object({
          code: z.string(),
          name: z.string(),
          countries: z.array(z.string()).describe('Where stores hand parcels to it; empty: in all countries'),
          tracking_format: z.string().describe('A regular expression, for the number in capitals without spaces'),
          tracking_example: z.string(),
        }),
      ),
    }),
    refusals: [],
    async handle({ db }) {
      const { rows } = await sql<{
        code: string
        name: string
        countries: string[]
        tracking_format: string
        tracking_example: string
      }>`
        select code, name, countries, tracking_format, tracking_example from shipping.carriers
        order by code = 'other', name
      `.execute(db.read)
      return { items: rows }
    },
  }),
}
