import type { Charge } from '#ledger/index.ts'
import { shareOf } from '#platform/money.ts'

/**
 * What a buyer paid for the goods of a line and was refunded, in minor units, and the commission rate from when it was
 * placed.
 */
export type CommissionedLine = {
  readonly paidMinor: bigint
  readonly refundedMinor: bigint
  readonly commissionBps: number
}

/**
 * The platform's commission on an order: for each line its rate on the goods not refunded, rounded half up (R3.1); none
 * on shipping (R3.2). A refund returns the difference, so that any sequence of refunds ends at the same amount.
 */
export const commissionOf = (lines: readonly CommissionedLine[]): bigint =>
  lines.reduce((sum, line) => sum + shareOf(line.paidMinor - line.refundedMinor, line.commissionBps), 0n)

/** All charges on the part of an order that was not refunded; its store gets the rest. */
export const chargesOn = (lines: readonly CommissionedLine[]): Charge[] => [
  { account: 'commission', amountMinor: commissionOf(lines) },
]
