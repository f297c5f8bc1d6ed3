import { payoutRefusals } from '#payouts/refusals.ts'
import { payoutMachine } from '#payouts/states.ts'
import { sql } from '#platform/db.ts'
import { type Moved, mover } from '#platform/move.ts'
import { refuser } from '#platform/refusal.ts'
import type { Tx } from '#platform/tx.ts'

const refuse = refuser(payoutRefusals)

export type PayoutKey = { readonly storeId: string; readonly id: string }
type Row = { readonly currency: string; readonly amountMinor: bigint; readonly feeMinor: bigint }
export type MovedPayout = Moved<Row, 'storeId'>

const payouts = mover(payoutMachine, {
  table: 'payouts.payouts',
  owner: 'storeId',
  row: sql<Row>`m.currency, m.amount_minor as "amountMinor", m.fee_minor as "feeMinor"`,
  body: sql`jsonb_build_object('store_id', m.store_id, 'payout_id', m.id)`,
  columns: ({ end }, now) => sql`ended_at = ${end ? now : null}`,
})

export const beginPayout = payouts.begin

/**
 * Moves payouts by one transition of their machine, all of them or none. Refuses `payout.not_found` and
 * `payout.wrong_state`: another operator moved one of them meanwhile.
 */
export async function movePayouts(
  tx: Tx,
  name: Exclude<keyof typeof payoutMachine.transitions, 'request'>,
  keys: readonly PayoutKey[],
  by: { actorId: string; reason?: string; set?: ReturnType<typeof sql> },
): Promise<MovedPayout[]> {
  const { moved, stuck } = await payouts.move(tx, name, keys, by)
  if (stuck[0]) throw refuse('payout.wrong_state', { state: stuck[0].state })
  if (moved.length < new Set(keys.map(key => key.storeId + key.id)).size) throw refuse('payout.not_found')
  return moved
}
