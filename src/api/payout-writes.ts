import { z } from 'zod'
import { storeOwned } from '#platform/json.ts'

/** Maximum number of payouts in a batch or in one report of the bank. */
const payoutsMax = 500

export const payoutIds = z.array(storeOwned('pyo')).min(1).max(payoutsMax)

export const moveRefusals = ['payout.not_found', 'payout.wrong_state'] as const
