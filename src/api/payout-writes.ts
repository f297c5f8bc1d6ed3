import { z } from 'zod'
import { storeOwned } from '#platform/json.ts'

/** What one batch or one answer of the bank holds at most. */
const payoutsMax = 500

export const payoutIds = z.array(storeOwned('pyo')).min(1).max(payoutsMax)

export const moveRefusals = ['payout.not_found', 'payout.wrong_state'] as const
