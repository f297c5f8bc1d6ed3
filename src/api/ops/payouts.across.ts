import { z } from 'zod'
import { auditEach, moveRefusals, payoutIds } from '#api/payout-writes.ts'
import { markPaid, markReturned, maskedIban, type PayoutState, payoutStates } from '#payouts/index.ts'
import { openPayoutStates, returnReasons } from '#payouts/states.ts'
import { sql } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import {
  cursorOf,
  fromCursor,
  InstantSchema,
  instant,
  instantOrNull,
  MoneySchema,
  money,
  OkSchema,
  ok,
  pageInput,
  pageOf,
  single,
} from '#platform/json.ts'
import { onceInTx } from '#platform/once.ts'
import { route } from '#platform/route.ts'

const RowSchema = z
  .object({
    id: z.string(),
    number: z.string(),
    state: z.enum(payoutStates),
    store: z.object({ id: z.string(), name: z.string() }),
    holder: z.string(),
    iban: z.string().describe('Country and last four characters only; complete in a batch that is not sent yet'),
    amount: MoneySchema,
    fee: MoneySchema,
    /** What the bank transfers. */
    arrives: MoneySchema,
    requested_at: InstantSchema,
    ended_at: InstantSchema.nullable(),
    return_reason: z.string().nullable(),
    batch_id: z.string().nullable(),
  })
  .meta({ id: 'OpsPayout' })

type Row = {
  store_id: string
  id: string
  number: string
  state: PayoutState
  store: string
  holder: string
  iban: string
  currency: string
  amount_minor: bigint
  fee_minor: bigint
  requested_at: Temporal.Instant
  ended_at: Temporal.Instant | null
  return_reason: string | null
  batch_id: string | null
}

const shownPayout = (row: Row): z.input<typeof RowSchema> => ({
  id: publicId('pyo', row.store_id, row.id),
  number: row.number,
  state: row.state,
  store: { id: publicId('sto', row.store_id), name: row.store },
  holder: row.holder,
  // who approves a batch compares whole numbers
  iban: row.state === 'in_batch' ? row.iban.replace(/.{4}(?=.)/g, '$& ') : maskedIban(row.iban),
  amount: money(row.amount_minor, row.currency),
  fee: money(row.fee_minor, row.currency),
  arrives: money(row.amount_minor - row.fee_minor, row.currency),
  requested_at: instant(row.requested_at),
  ended_at: instantOrNull(row.ended_at),
  return_reason: row.return_reason,
  batch_id: row.batch_id && publicId('bat', row.batch_id),
})

export const opsPayouts = {
  markPaid: route({
    method: 'POST',
    path: '/api/ops/payouts/paid',
    audience: 'ops',
    summary: 'Mark payouts as paid by the bank',
    input: z.object({ payout_ids: payoutIds }),
    output: OkSchema,
    refusals: moveRefusals,
    handle: ({ db, userId, once }, { payout_ids }) =>
      onceInTx(db, once, 'mark payouts paid', async tx => {
        await markPaid(tx, userId, payout_ids)
        await auditEach(tx, userId, 'payout.paid', payout_ids)
        return ok
      }),
  }),

  markReturned: route({
    method: 'POST',
    path: '/api/ops/payouts/returned',
    audience: 'ops',
    summary: 'Mark payouts as returned by the bank, with the reason; the full amounts return to the balances',
    input: z.object({ payout_ids: payoutIds, reason: z.enum(returnReasons) }),
    example: { reason: 'MS03' },
    output: OkSchema,
    refusals: moveRefusals,
    handle: ({ db, userId, once }, { payout_ids, reason }) =>
      onceInTx(db, once, 'mark payouts returned', async tx => {
        await markReturned(tx, userId, payout_ids, reason)
        await auditEach(tx, userId, 'payout.returned', payout_ids, { reason })
        return ok
      }),
  }),

  listAllPayouts: route({
    method: 'GET',
    path: '/api/ops/payouts',
    audience: 'ops',
    summary: 'Payouts of all stores, filtered by state or batch; requested ones oldest first, others latest first',
    input: z.object({ state: z.enum(payoutStates).optional(), batch_id: single('bat').optional(), ...pageInput }),
    output: pageOf(RowSchema),
    refusals: [],
    async handle({ db }, { state, batch_id, after, limit }) {
      const [id] = fromCursor(after, 'uuid') ?? []
      const oldestFirst = state === 'requested'
      const filters = [
        state && sql`p.state = ${state}`,
        batch_id && sql`p.batch_id = ${batch_id}`,
        id && (oldestFirst ? sql`p.id > ${id}::uuid` : sql`p.id < ${id}::uuid`),
      ].filter(filter => typeof filter === 'object')
      const { rows } = await sql<Row>`
        select p.store_id, p.id, p.number, p.state, s.name as store, a.holder, a.iban, p.currency, p.amount_minor,
          p.fee_minor, p.requested_at, p.ended_at, p.return_reason, p.batch_id
        from payouts.payouts p join payouts.bank_accounts a on a.store_id = p.store_id and a.id = p.bank_account_id
        join sellers.stores s on s.store_id = p.store_id
        where ${sql.join([sql`true`, ...filters], sql` and `)}
        order by p.id ${oldestFirst ? sql`asc` : sql`desc`} limit ${limit + 1}
      `.execute(db.read)
      const last = rows[limit - 1]
      return {
        items: rows.slice(0, limit).map(shownPayout),
        next: rows.length > limit && last ? cursorOf(last.id) : null,
      }
    },
  }),

  showOpenPayouts: route({
    method: 'GET',
    path: '/api/ops/payouts/open',
    audience: 'ops',
    summary: 'Number and sum of open payouts in each state',
    input: z.object({}),
    output: z.object({
      items: z.array(z.object({ state: z.enum(payoutStates), payouts: z.int(), total: MoneySchema })),
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
