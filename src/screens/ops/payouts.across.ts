import { z } from 'zod'
import { type BatchState, batchStates, maskedIban, type PayoutState, payoutStates } from '#payouts/index.ts'
import { payoutRefusals } from '#payouts/refusals.ts'
import { openPayoutStates } from '#payouts/states.ts'
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
  pageInput,
  pageOf,
  single,
} from '#platform/json.ts'
import { refuser } from '#platform/refusal.ts'
import { route } from '#platform/route.ts'

const refuse = refuser(payoutRefusals)

const RowSchema = z
  .object({
    id: z.string(),
    number: z.string(),
    state: z.enum(payoutStates),
    store: z.object({ id: z.string(), name: z.string() }),
    holder: z.string(),
    iban: z.string().describe('Country and last four only; whole in a batch that is still to be approved or sent'),
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

const BatchSchema = z
  .object({
    id: z.string(),
    state: z.enum(batchStates),
    made_by: z.string(),
    made_at: InstantSchema,
    /** Made by the caller, who therefore cannot approve it. */
    own: z.boolean(),
    approved_by: z.string().nullable(),
    approved_at: InstantSchema.nullable(),
    sent_by: z.string().nullable(),
    sent_at: InstantSchema.nullable(),
    dissolved_by: z.string().nullable(),
    dissolved_at: InstantSchema.nullable(),
    dissolved_reason: z.string().nullable(),
    payouts: z.int(),
    /** Of them, those the bank has neither paid nor returned. */
    open: z.int(),
    /** What the bank transfers for all of them. */
    total: MoneySchema,
  })
  .meta({ id: 'PayoutBatch' })

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

type BatchRow = {
  id: string
  state: BatchState
  made_by: string
  made_at: Temporal.Instant
  own: boolean
  approved_by: string | null
  approved_at: Temporal.Instant | null
  sent_by: string | null
  sent_at: Temporal.Instant | null
  dissolved_by: string | null
  dissolved_at: Temporal.Instant | null
  dissolved_reason: string | null
  debtor_name: string | null
  debtor_iban: string | null
  payouts: number
  open: number
  total: bigint
}

export const opsPayoutScreens = {
  listAllPayouts: route({
    method: 'GET',
    path: '/api/ops/payouts',
    audience: 'ops',
    summary: 'Payouts of all stores by state and batch: requested ones oldest first, all others latest first',
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
    summary: 'How many payouts are on their way in each state, and how much the bank is to transfer for them',
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

  listPayoutBatches: route({
    method: 'GET',
    path: '/api/ops/payout-batches',
    audience: 'ops',
    summary: 'Batches of payouts, latest first',
    input: z.object({ ...pageInput }),
    output: pageOf(BatchSchema),
    refusals: [],
    async handle({ db, userId }, { after, limit }) {
      const [id] = fromCursor(after, 'uuid') ?? []
      const { rows } = await sql<BatchRow>`
        ${selectBatches(userId)} where ${id ? sql`b.id < ${id}::uuid` : sql`true`} order by b.id desc limit ${limit + 1}
      `.execute(db.read)
      const last = rows[limit - 1]
      return {
        items: rows.slice(0, limit).map(shownBatch),
        next: rows.length > limit && last ? cursorOf(last.id) : null,
      }
    },
  }),

  showPayoutBatch: route({
    method: 'GET',
    path: '/api/ops/payout-batches/:batch_id',
    audience: 'ops',
    summary: 'One batch, with the account it is paid from once it is approved',
    input: z.object({ batch_id: single('bat') }),
    output: BatchSchema.extend({
      debtor: z.object({ name: z.string(), iban: z.string().describe('Country and last four only') }).nullable(),
    }),
    refusals: ['payout.batch_not_found'],
    async handle({ db, userId }, { batch_id }) {
      const { rows } = await sql<BatchRow>`${selectBatches(userId)} where b.id = ${batch_id}`.execute(db.read)
      const row = rows[0]
      if (!row) throw refuse('payout.batch_not_found')
      const { debtor_name: name, debtor_iban: iban } = row
      return { ...shownBatch(row), debtor: name && iban ? { name, iban: maskedIban(iban) } : null }
    },
  }),
}

const selectBatches = (userId: string) => sql`
  select b.id, b.state, b.made_at, b.made_by = ${userId} as own, b.approved_at, b.sent_at, b.dissolved_at,
    b.dissolved_reason, b.debtor_name, b.debtor_iban, m.name as made_by, a.name as approved_by, s.name as sent_by,
    d.name as dissolved_by, p.payouts, p.open, p.total
  from payouts.batches b join accounts.users m on m.id = b.made_by
  left join accounts.users a on a.id = b.approved_by left join accounts.users s on s.id = b.sent_by
  left join accounts.users d on d.id = b.dissolved_by
  cross join lateral (select count(*)::int as payouts, coalesce(sum(amount_minor - fee_minor), 0)::bigint as total,
    count(*) filter (where state = any(${openPayoutStates}))::int as open from payouts.payouts where batch_id = b.id) p`

const shownBatch = (row: BatchRow): z.input<typeof BatchSchema> => ({
  id: publicId('bat', row.id),
  state: row.state,
  made_by: row.made_by,
  made_at: instant(row.made_at),
  own: row.own,
  approved_by: row.approved_by,
  approved_at: instantOrNull(row.approved_at),
  sent_by: row.sent_by,
  sent_at: instantOrNull(row.sent_at),
  dissolved_by: row.dissolved_by,
  dissolved_at: instantOrNull(row.dissolved_at),
  dissolved_reason: row.dissolved_reason,
  payouts: row.payouts,
  open: row.open,
  total: money(row.total),
})

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
