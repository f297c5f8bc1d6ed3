import { z } from 'zod'
import { audit } from '#platform/audit.ts'
import { publicId } from '#platform/ids.ts'
import { storeOwned } from '#platform/json.ts'
import type { Tx } from '#platform/tx.ts'

/** What one batch or one answer of the bank holds at most. */
export const payoutsMax = 500

export const payoutIds = z.array(storeOwned('pyo')).min(1).max(payoutsMax)

export const moveRefusals = ['payout.not_found', 'payout.wrong_state'] as const

/** What an operator did to each payout, in its own store's record. */
export const auditEach = (
  tx: Tx,
  userId: string,
  action: string,
  payouts: readonly { storeId: string; id: string }[],
  after?: unknown,
) =>
  Promise.all(
    payouts.map(({ storeId, id }) =>
      audit(tx, { owner: storeId, userId, action, subject: publicId('pyo', storeId, id), after }),
    ),
  )
