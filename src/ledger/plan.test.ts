import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Charge, type Holdings, planFreeze, planRefund, planRelease } from '#ledger/plan.ts'
import type { Transfer } from '#ledger/post-journals.ts'

const amount = fc.bigInt({ min: 0n, max: 10n ** 12n })
const holdings = fc.record({ escrow: amount, frozen: amount, available: amount, receivable: amount })

const sum = (transfers: readonly Transfer[], of: (transfer: Transfer) => boolean) =>
  transfers.filter(of).reduce((total, transfer) => total + transfer.amountMinor, 0n)
const taken = (transfers: readonly Transfer[], account: string) => sum(transfers, t => t.debit === account)
const given = (transfers: readonly Transfer[], account: string) => sum(transfers, t => t.credit === account)

test('R70.1a a release empties the escrow: debt first, the rest is available, charges get theirs', () => {
  fc.assert(
    fc.property(holdings, fc.bigInt({ min: 0n, max: 10_000n }), (held, bps) => {
      const charges: Charge[] = [{ account: 'commission', amountMinor: (held.escrow * bps) / 10_000n }]
      const transfers = planRelease(held, charges)
      expect(taken(transfers, 'escrow')).toBe(held.escrow)
      expect(given(transfers, 'commission')).toBe(charges[0]!.amountMinor)
      const repaid = given(transfers, 'receivable')
      expect(repaid <= held.receivable).toBe(true)
      if (given(transfers, 'available') > 0n) expect(repaid).toBe(held.receivable)
      for (const transfer of transfers) expect(transfer.amountMinor >= 0n).toBe(true)
    }),
  )
  expect(() => planRelease({ escrow: 10n, receivable: 0n }, [{ account: 'commission', amountMinor: 11n }])).toThrow(
    'charges of 11 on an escrow of 10',
  )
})

test('R70.3a a refund is complete whatever the store has: escrow, charges, frozen, balance, debt, in this order', () => {
  fc.assert(
    fc.property(holdings, amount, amount, (held: Holdings, wanted, commission) => {
      const transfers = planRefund(held, wanted, [{ account: 'commission', amountMinor: commission }])
      expect(given(transfers, 'refund_due')).toBe(wanted)
      const order = [
        ['escrow', held.escrow],
        ['commission', commission],
        ['frozen', held.frozen],
        ['available', held.available],
      ] as const
      let missing = wanted
      for (const [account, has] of order) {
        const expected = [has, missing].sort((a, b) => Number(a - b))[0]!
        expect(taken(transfers, account), account).toBe(expected)
        missing -= expected
      }
      expect(taken(transfers, 'receivable')).toBe(missing)
    }),
  )
})

test('R70.3b freezing takes what the balance has; unfreezing repays a debt before anything is available', () => {
  fc.assert(
    fc.property(holdings, amount, (held, wanted) => {
      const transfers = planFreeze(held, wanted)
      const frozen = held.frozen + given(transfers, 'frozen') - taken(transfers, 'frozen')
      expect(frozen <= wanted || frozen === held.frozen).toBe(true)
      if (frozen < wanted) expect(given(transfers, 'frozen')).toBe(held.available)
      if (given(transfers, 'available') > 0n) expect(given(transfers, 'receivable')).toBe(held.receivable)
    }),
  )
})
