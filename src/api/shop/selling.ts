import { z } from 'zod'
import { commissionBps, protectionDays } from '#orders/policy.ts'
import { payoutFeeInternationalMinor, payoutFeeMinor } from '#payouts/policy.ts'
import { MoneySchema, money } from '#platform/json.ts'
import { route } from '#platform/route.ts'
import { documentMaxBytes } from '#sellers/limits.ts'
import { sellerCountries } from '#sellers/policy.ts'
import { rateBpsOf, taxonomyOf } from '#taxonomy/index.ts'

export const shopSelling = {
  buyingTerms: route({
    method: 'GET',
    path: '/api/shop/buying',
    audience: 'public',
    summary: 'Conditions for buyers: how many days after delivery the store is paid, if the buyer says nothing',
    input: z.object({}),
    output: z.object({ protection_days: z.int() }),
    refusals: [],
    handle: async ({ db }) => ({ protection_days: db.policy.at(db.clock.now())(protectionDays) }),
  }),

  sellingTerms: route({
    method: 'GET',
    path: '/api/shop/selling',
    audience: 'public',
    summary: 'Conditions for sellers: accepted countries, commission, when money is released, what payouts cost',
    input: z.object({}),
    output: z.object({
      countries: z.array(z.string()),
      /** Lowest and highest rate of the open categories, now. */
      commission_bps: z.object({ from: z.int(), to: z.int() }),
      protection_days: z.int(),
      document_max_bytes: z.int(),
      /** What a payout costs, to banks in the SEPA area and elsewhere. */
      payout_fees: z.object({ sepa: MoneySchema, international: MoneySchema }),
    }),
    refusals: [],
    async handle({ db }) {
      const now = db.clock.now()
      const policy = db.policy.at(now)
      const taxonomy = await taxonomyOf(db)
      const rates = [...taxonomy.categories.values()].flatMap(({ key, leaf, state }) =>
        leaf && state !== 'closed' ? [rateBpsOf(taxonomy, key, now) ?? policy(commissionBps)] : [],
      )
      return {
        countries: policy(sellerCountries),
        commission_bps:
          rates.length > 0
            ? { from: Math.min(...rates), to: Math.max(...rates) }
            : { from: policy(commissionBps), to: policy(commissionBps) },
        protection_days: policy(protectionDays),
        document_max_bytes: documentMaxBytes,
        payout_fees: {
          sepa: money(policy(payoutFeeMinor)),
          international: money(policy(payoutFeeInternationalMinor)),
        },
      }
    },
  }),
}
