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
        z.object({ code: z.string(), name: z.string(), tracking_format: z.string(), tracking_example: z.string() }),
      ),
    }),
    refusals: [],
    async handle({ db }) {
      const { rows } = await sql<{ code: string; name: string; tracking_format: string; tracking_example: string }>`
        select code, name, tracking_format, tracking_example from shipping.carriers order by name
      `.execute(db.read)
      return { items: rows }
    },
  }),
}
