import { z } from 'zod'
import { sql } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import { InstantSchema, instant, oneOf } from '#platform/json.ts'
import { route } from '#platform/route.ts'
import { suspensionOf } from '#sellers/index.ts'
import { type ApplicationState, applicationStates } from '#sellers/states.ts'

type Row = {
  name: string
  slug: string
  country: string
  time_zone: string
  approved: boolean
  state: ApplicationState | null
}

export const sellerStore = {
  /** What the pages of the seller center need to know about the store. */
  ownStore: route({
    method: 'GET',
    path: '/api/seller/store',
    audience: 'seller',
    summary: 'The store the session acts for',
    input: z.object({}),
    output: z
      .object({
        id: z.string(),
        name: z.string(),
        slug: z.string(),
        country: z.string(),
        time_zone: z.string(),
        /** It may sell. Until then it can only be prepared. */
        approved: z.boolean(),
        /** While it is suspended: the reason as its owners were told, and whether payouts are held. */
        suspension: z.object({ reason: z.string(), hold_payouts: z.boolean(), at: InstantSchema }).nullable(),
        /** Its application; null for a store opened by an operator. */
        application: z.object({ id: z.string(), state: oneOf(applicationStates) }).nullable(),
      })
      .meta({ id: 'OwnStore' }),
    refusals: [],
    async handle({ db, storeId }) {
      const { rows } = await sql<Row>`
      select s.name, s.slug, s.country, s.time_zone, s.approved_at is not null as approved, a.state
      from sellers.stores s left join sellers.applications a on a.store_id = s.store_id where s.store_id = ${storeId}
    `.execute(db.read)
      const suspension = await suspensionOf(db.read, storeId)
      const { state, ...store } = rows[0]!
      return {
        id: publicId('sto', storeId),
        ...store,
        suspension: suspension && {
          reason: suspension.reason,
          hold_payouts: suspension.holdPayouts,
          at: instant(suspension.at),
        },
        application: state && { id: publicId('app', storeId), state },
      }
    },
  }),
}
