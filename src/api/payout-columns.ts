import { z } from 'zod'
import { maskedAccount, payoutStates, returnReasons, schemes } from '#payouts/index.ts'
import { col } from '#platform/columns.ts'
import { sql } from '#platform/db.ts'

/** Columns of payouts `p` for the lists of stores and operators. */
export const payoutColumns = {
  id: col.id('pyo', 'p.store_id', 'p.id'),
  number: col.text('p.number'),
  state: col.oneOf(payoutStates, 'p.state'),
  /** The scheme of the transfer: within SEPA, or to a bank outside it. */
  scheme: col.oneOf(schemes, 'p.scheme'),
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

/** Of its account `a`: enough to recognize it. */
export const maskedColumn = col.of(
  z.string().describe('Country and last four characters only'),
  ['a.country', 'a.iban', 'a.account_number'],
  ([country, iban, account_number]: [string | null, string | null, string | null]) =>
    maskedAccount({ country, iban, account_number }),
)
