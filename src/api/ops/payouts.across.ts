import { z } from 'zod'
import { payoutAmounts, payoutColumns } from '#api/payout-columns.ts'
import { moveRefusals, payoutIds } from '#api/payout-writes.ts'
import { markPaid, markReturned, maskedAccount, type PayoutState, payoutStates, schemes } from '#payouts/index.ts'
import { openPayoutStates, returnReasons } from '#payouts/states.ts'
import { col, rowOf } from '#platform/columns.ts'
import { command } from '#platform/command.ts'
import { sql } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import { MoneySchema, money, oneOf, single } from '#platform/json.ts'
import { ascending, descending, listOf } from '#platform/list.ts'
import { route } from '#platform/route.ts'

/** Full account numbers are only for the operator who approves a batch and compares them. */
const account = col.of(
  z.string().describe('Country and last four characters only; complete in a batch that is not sent yet'),
  ['a.country', 'a.iban', 'a.account_number', 'p.state'],
  ([country, iban, account_number, state]: [string | null, string | null, string | null, PayoutState]) =>
    state === 'in_batch'
      ? (iban ?? account_number!).replace(/.{4}(?=.)/g, '$& ')
      : maskedAccount({ country, iban, account_number }),
)

/** What an operator did to each payout, in the audit log of its store. */
const entriesOf = (payouts: z.output<typeof payoutIds>, after?: unknown) =>
  payouts.map(({ storeId, id }) => ({ owner: storeId, subject: publicId('pyo', storeId, id), after }))

export const opsPayouts = {
  markPaid: command({
    method: 'POST',
    path: '/api/ops/payouts/paid',
    audience: 'ops',
    permission: 'ops.money',
    summary: 'Mark payouts as paid by the bank',
    input: z.object({ payout_ids: payoutIds }),
    refusals: moveRefusals,
    run: (tx, { userId }, { payout_ids }) => markPaid(tx, userId, payout_ids),
    audit: 'payout.paid',
    entry: ({ payout_ids }) => entriesOf(payout_ids),
  }),

  markReturned: command({
    method: 'POST',
    path: '/api/ops/payouts/returned',
    audience: 'ops',
    permission: 'ops.money',
    summary: 'Mark payouts as returned by the bank, with the reason; the full amounts return to the balances',
    input: z.object({ payout_ids: payoutIds, reason: z.enum(returnReasons) }),
    example: { reason: 'MS03' },
    refusals: moveRefusals,
    run: (tx, { userId }, { payout_ids, reason }) => markReturned(tx, userId, payout_ids, reason),
    audit: 'payout.returned',
    entry: ({ payout_ids, reason }) => entriesOf(payout_ids, { reason }),
  }),

  listAllPayouts: listOf({
    path: '/api/ops/payouts',
    audience: 'ops',
    permission: 'ops.money',
    summary:
      'Payouts of all stores, filtered by state, scheme or batch; requested ones oldest first, others latest first',
    input: {
      state: z.enum(payoutStates).optional(),
      scheme: z.enum(schemes).optional(),
      batch_id: single('bat').optional(),
    },
    row: rowOf(
      {
        id: payoutColumns.id,
        number: payoutColumns.number,
        state: payoutColumns.state,
        store: col.group({ id: col.id('sto', 'p.store_id'), name: col.text('s.name') }),
        scheme: payoutColumns.scheme,
        holder: col.text('a.holder'),
        account,
        bic: col.nullable(col.text('a.bic')),
        ...payoutAmounts,
        requested_at: payoutColumns.requested_at,
        ended_at: payoutColumns.ended_at,
        return_reason: payoutColumns.return_reason,
        batch_id: col.nullable(col.id('bat', 'p.batch_id')),
      },
      'OpsPayout',
    ),
    from: sql`payouts.payouts p
      join payouts.bank_accounts a on a.store_id = p.store_id and a.id = p.bank_account_id
      join sellers.stores s on s.store_id = p.store_id`,
    filters: {
      state: state => sql`p.state = ${state}`,
      scheme: scheme => sql`p.scheme = ${scheme}`,
      batch_id: batchId => sql`p.batch_id = ${batchId}`,
    },
    order: ({ state }) => (state === 'requested' ? ascending : descending)(['p.id', 'uuid']),
    file: { name: 'payouts' },
  }),

  showOpenPayouts: route({
    method: 'GET',
    path: '/api/ops/payouts/open',
    audience: 'ops',
    permission: 'ops.money',
    summary: 'Number and sum of open payouts in each state',
    input: z.object({}),
    output: z.object({
      items: z.array(z.object({ state: oneOf(payoutStates), payouts: z.int(), total: MoneySchema })),
    }),
    refusals: [],
    async handle({ db }) {
      const { rows } = await sql<{ state: PayoutState; payouts: number; total: bigint }>`
        select state, count(*)::int as payouts, sum(amount_minor - fee_minor)::bigint as total from payouts.payouts
        where state = any(${openPayoutStates}) group by state
      `.execute(db.read)
      const byState = new Map(rows.map(row => [row.state, row]))
      return {
        items: openPayoutStates.map(state => {
          const { payouts = 0, total = 0n } = byState.get(state) ?? {}
          return { state, payouts, total: money(total) }
        }),
      }
    },
  }),
}
