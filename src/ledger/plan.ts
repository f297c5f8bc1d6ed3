import type { Account } from '#ledger/accounts.ts'
import type { Transfer } from '#ledger/post-journals.ts'

/** A deduction on an order, by the account it is credited to. */
export type Charge = { readonly account: 'commission' | 'affiliate' | 'tax'; readonly amountMinor: bigint }

/** The balances of an order and its store, in minor units, read under lock: the only source of amounts for plans. */
export type Holdings = {
  readonly escrow: bigint
  /** Frozen for this order. */
  readonly frozen: bigint
  readonly available: bigint
  /** What the store owes us. */
  readonly receivable: bigint
}

/** `amountMinor` from `debit` to a store: its debt (`receivable`) is repaid first, the rest becomes available. */
export const planCredit = (debit: Account, amountMinor: bigint, receivable: bigint): Transfer[] => {
  const repaid = least(amountMinor, receivable)
  return [
    { debit, credit: 'receivable', amountMinor: repaid },
    { debit, credit: 'available', amountMinor: amountMinor - repaid },
  ]
}

/** How much of a store's debt these transfers repay, in minor units. */
export const repaidBy = (transfers: readonly Transfer[]): bigint =>
  transfers.reduce((sum, { credit, amountMinor }) => (credit === 'receivable' ? sum + amountMinor : sum), 0n)

/** All of an order's escrow to its store (R70.1), less `charges`. */
export function planRelease(
  { escrow, receivable }: Pick<Holdings, 'escrow' | 'receivable'>,
  charges: readonly Charge[],
): Transfer[] {
  const charged = charges.reduce((sum, charge) => sum + charge.amountMinor, 0n)
  if (charged > escrow) throw new Error(`charges of ${charged} on an escrow of ${escrow}, in minor units`)
  return [
    ...planCredit('escrow', escrow - charged, receivable),
    ...charges.map(({ account, amountMinor }) => ({ debit: 'escrow', credit: account, amountMinor }) as const),
  ]
}

/**
 * `amountMinor` back to the buyer: from escrow as far as possible; after release from the charges refunded
 * (`chargesBack`), then from the money frozen for the order, then from the store's balance; the rest becomes the
 * store's debt (R70.3).
 */
export function planRefund(holdings: Holdings, amountMinor: bigint, chargesBack: readonly Charge[]): Transfer[] {
  let missing = amountMinor
  const take = (debit: Account, upTo: bigint): Transfer => {
    const taken = least(missing, upTo)
    missing -= taken
    return { debit, credit: 'refund_due', amountMinor: taken }
  }
  return [
    take('escrow', holdings.escrow),
    ...chargesBack.map(charge => take(charge.account, charge.amountMinor)),
    take('frozen', holdings.frozen),
    take('available', holdings.available),
    take('receivable', missing),
  ]
}

/** Changes the amount frozen for an order to `wantedMinor`, as far as the store's balance allows. */
export function planFreeze(holdings: Omit<Holdings, 'escrow'>, wantedMinor: bigint): Transfer[] {
  const { frozen, available, receivable } = holdings
  if (wantedMinor < frozen) return planCredit('frozen', frozen - wantedMinor, receivable)
  return [{ debit: 'available', credit: 'frozen', amountMinor: least(wantedMinor - frozen, available) }]
}

const least = (a: bigint, b: bigint): bigint => (a < b ? a : b)
