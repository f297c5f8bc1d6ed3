import { z } from 'zod'
import { commissionBps, protectionDays } from '#orders/policy.ts'
import { route } from '#platform/route.ts'
import { documentMaxBytes } from '#sellers/limits.ts'
import { sellerCountries } from '#sellers/policy.ts'

export const sellingTerms = route({
  method: 'GET',
  path: '/api/shop/selling',
  audience: 'public',
  summary: 'What it takes to sell here: open countries, commission, when money is released',
  input: z.object({}),
  output: z.object({
    countries: z.array(z.string()),
    commission_bps: z.int(),
    protection_days: z.int(),
    document_max_bytes: z.int(),
  }),
  refusals: [],
  async handle({ db }) {
    const policy = db.policy.at(db.clock.now())
    return {
      countries: policy(sellerCountries),
      commission_bps: policy(commissionBps),
      protection_days: policy(protectionDays),
      document_max_bytes: documentMaxBytes,
    }
  },
})
