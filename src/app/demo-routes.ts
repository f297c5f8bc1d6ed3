import { z } from 'zod'
import { type DemoLogIns, logIns } from '#demo/log-ins.ts'
import { type Db, sql } from '#platform/db.ts'
import { route } from '#platform/route.ts'

/** Who can log in to the demo; null when this market is not a demo. */
export async function demoLogInsOf(db: Db): Promise<DemoLogIns | null> {
  const { buyer, seller, operator } = logIns
  const { rows } =
    await sql`select 1 from accounts.emails where email = any(${[buyer, seller, operator]}::text[])`.execute(db.read)
  return rows.length < 3 ? null : logIns
}

export const demoRoutes = {
  demoLogIns: route({
    method: 'GET',
    path: '/api/shop/demo',
    audience: 'public',
    summary: 'Who can log in to look around a demo market; null in any other',
    input: z.object({}),
    output: z.object({
      log_ins: z
        .object({ password: z.string(), buyer: z.string(), seller: z.string(), operator: z.string() })
        .nullable(),
    }),
    refusals: [],
    async handle({ db }) {
      const found = db.sandbox ? await demoLogInsOf(db) : null
      if (!found) return { log_ins: null }
      const { password, buyer, seller, operator } = found
      return { log_ins: { password, buyer, seller, operator } }
    },
  }),
}
