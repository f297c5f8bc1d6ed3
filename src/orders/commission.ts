import type { Charge } from '#ledger/index.ts'
import { shareOf } from '#platform/money.ts'

/** What a buyer paid for the goods of a line and got back of it, in minor units, and the rate the line kept from its day. */
export type CommissionedLine = {
  readonly paidMinor: bigint
  readonly refundedMinor: bigint
  readonly commissionBps: number
}

/**
 * The platform's commission on an order: of each line by its rate on what the buyer keeps, rounded half up (R3.1);
 * shipping bears none (R3.2). A refund gives back the difference, so that any sequence of refunds ends at the same cent.
 */
export const commissionOf = (lines: readonly CommissionedLine[]): bigint =>
  lines.reduce((sum, line) => sum + shareOf(line.paidMinor - line.refundedMinor, line.commissionBps), 0n)

/** All that is deducted from what the buyer keeps of an order before its store gets the rest. */
export const chargesOn = (lines: readonly CommissionedLine[]): Charge[] => [
  { account: 'commission', amountMinor: commissionOf(lines) },
]
