import { type RawBuilder, sql } from 'kysely'
import { payoutRefusals } from '#payouts/refusals.ts'
import { type PayoutState, type PayoutTransition, payoutTransitions } from '#payouts/states.ts'
import { newId } from '#platform/ids.ts'
import { refuser } from '#platform/refusal.ts'
import type { Tx } from '#platform/tx.ts'

const refuse = refuser(payoutRefusals)

export type PayoutKey = { readonly storeId: string; readonly id: string }
export type MovedPayout = PayoutKey & {
  readonly was: PayoutState
  readonly currency: string
  readonly amountMinor: bigint
  readonly feeMinor: bigint
}

type Row = MovedPayout & { moved: boolean }

/**
 * Moves payouts by one transition of the machine, all of them or none, and writes a transition row for each; `facts`
 * sets further columns. Rows are locked in (store, id) order. The only writer of `payouts.state`. Refuses
 * `payout.not_found` and `payout.wrong_state`: somebody else moved one of them meanwhile.
 */
export async function applyTransition(
  tx: Tx,
  name: Exclude<PayoutTransition, 'request'>,
  payouts: readonly PayoutKey[],
  by: { actorId: string; reason?: string; facts?: RawBuilder<unknown> },
): Promise<MovedPayout[]> {
  const { to, from, by: actor } = payoutTransitions[name]
  const ended = to === 'paid' || to === 'returned' || to === 'canceled'
  const wanted = [...new Map(payouts.map(key => [key.storeId + key.id, key])).values()]
  const { rows } = await sql<Row>`
    with wanted as (
      select * from unnest(${wanted.map(w => w.storeId)}::uuid[], ${wanted.map(w => w.id)}::uuid[],
        ${wanted.map(newId)}::uuid[]) w(store_id, id, transition_id)
    ), standing as materialized (
      select p.store_id, p.id, p.state as was, w.transition_id from payouts.payouts p join wanted w using (store_id, id)
      order by p.store_id, p.id for no key update of p
    ), moved as (
      update payouts.payouts p set state = ${to}, ended_at = ${ended ? tx.now : null} ${by.facts ? sql`, ${by.facts}` : sql``}
      from standing s
      where p.store_id = s.store_id and p.id = s.id and p.state = any(${from as readonly string[]}::text[])
      returning p.*, s.was, s.transition_id
    ), noted as (
      insert into payouts.transitions (store_id, id, payout_id, name, was, became, actor, actor_id, reason, at)
      select store_id, transition_id, id, ${name}, was, state, ${actor}, ${by.actorId}::uuid, ${by.reason ?? null},
        ${tx.now}::timestamptz from moved
    )
    select s.store_id as "storeId", s.id, s.was, m.currency, m.amount_minor as "amountMinor", m.fee_minor as "feeMinor",
      m.id is not null as moved
    from standing s left join moved m on m.store_id = s.store_id and m.id = s.id order by 1, 2
  `.execute(tx)
  if (rows.length < wanted.length) throw refuse('payout.not_found')
  const stuck = rows.find(row => !row.moved)
  if (stuck) throw refuse('payout.wrong_state', { state: stuck.was })
  return rows
}
