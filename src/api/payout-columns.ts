import { payoutStates, returnReasons } from '#payouts/index.ts'
import { col } from '#platform/columns.ts'
import { sql } from '#platform/db.ts'

/** Columns of payouts `p` for the lists of stores and operators. */
export const payoutColumns = {
  id: col.id('pyo', 'p.store_id', 'p.id'),
  number: col.text('p.number'),
  state: col.oneOf(payoutStates, 'p.state'),
  requested_at: col.instant('p.requested_at'),
  ended_at: col.nullable(col.instant('p.ended_at')),
  return_reason: col.nullable(col.oneOf(returnReasons, 'p.return_reason')),
}

export const payoutAmounts = {
  /** The amount that left the balance; the bank transfers it less the fee. */
  amount: col.money('p.amount_minor', 'p.currency'),
  fee: col.money('p.fee_minor', 'p.currency'),
  /** The amount that the bank transfers. */
  arrives: col.money(sql`p.amount_minor - p.fee_minor`, 'p.currency'),
}
