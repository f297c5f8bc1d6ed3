import { hash } from 'node:crypto'
import { z } from 'zod'
import { moveRefusals, payoutIds } from '#api/payout-writes.ts'
import {
  approveBatch,
  type BatchState,
  batchStates,
  dissolveBatch,
  makeBatch,
  maskedIban,
  sendBatch,
} from '#payouts/index.ts'
import { payoutRefusals } from '#payouts/refusals.ts'
import { openPayoutStates } from '#payouts/states.ts'
import { audit, platformOwner } from '#platform/audit.ts'
import { sql } from '#platform/db.ts'
import { FileSchema } from '#platform/http.ts'
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
import { refuser } from '#platform/refusal.ts'
import { route } from '#platform/route.ts'
import type { Tx } from '#platform/tx.ts'

const batchInput = z.object({ batch_id: single('bat') })

const batchRefusals = ['payout.batch_not_found', 'payout.batch_wrong_state'] as const

const auditBatch = (tx: Tx, userId: string, action: string, batchId: string, after?: unknown) =>
  audit(tx, { owner: platformOwner, userId, action, subject: publicId('bat', batchId), after })

const refuse = refuser(payoutRefusals)

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

export const opsPayoutBatches = {
  makePayoutBatch: route({
    method: 'POST',
    path: '/api/ops/payout-batches',
    audience: 'ops',
    summary: 'Create a batch of requested payouts, to be approved by another operator',
    input: z.object({ payout_ids: payoutIds }),
    output: z.object({ id: z.string() }),
    refusals: moveRefusals,
    handle: ({ db, userId, once }, { payout_ids }) =>
      onceInTx(db, once, 'make payout batch', async tx => {
        const id = await makeBatch(tx, userId, payout_ids)
        await auditBatch(tx, userId, 'payout_batch.make', id, {
          payouts: payout_ids.map(key => publicId('pyo', key.storeId, key.id)),
        })
        return { id: publicId('bat', id) }
      }),
  }),

  approvePayoutBatch: route({
    method: 'POST',
    path: '/api/ops/payout-batches/:batch_id/approve',
    audience: 'ops',
    summary: 'Approve a batch that another operator created',
    input: batchInput,
    output: OkSchema,
    refusals: [...batchRefusals, 'payout.own_batch', 'payout.no_debtor'],
    handle: ({ db, userId, once }, { batch_id }) =>
      onceInTx(db, once, 'approve payout batch', async tx => {
        await approveBatch(tx, userId, batch_id)
        await auditBatch(tx, userId, 'payout_batch.approve', batch_id)
        return ok
      }),
  }),

  dissolvePayoutBatch: route({
    method: 'POST',
    path: '/api/ops/payout-batches/:batch_id/dissolve',
    audience: 'ops',
    summary: 'Dissolve a batch before its file is downloaded: its payouts can be added to another one',
    input: batchInput.extend({ reason: z.string().trim().min(3).max(500) }),
    example: { reason: 'One of them waits for a document.' },
    output: OkSchema,
    refusals: [...batchRefusals, ...moveRefusals],
    handle: ({ db, userId, once }, { batch_id, reason }) =>
      onceInTx(db, once, 'dissolve payout batch', async tx => {
        await dissolveBatch(tx, userId, batch_id, reason)
        await auditBatch(tx, userId, 'payout_batch.dissolve', batch_id, { reason })
        return ok
      }),
  }),

  takePayoutFile: route({
    method: 'POST',
    path: '/api/ops/payout-batches/:batch_id/file',
    audience: 'ops',
    summary: 'Download the bank file of an approved batch (pain.001.001.09), once; its payouts are then with the bank',
    download: 'application/xml; charset=utf-8',
    input: batchInput,
    output: FileSchema,
    refusals: [...batchRefusals, ...moveRefusals],
    async handle({ db, userId, once }, { batch_id }) {
      const { file } = await onceInTx(db, once, 'take payout file', async tx => {
        const made = await sendBatch(tx, userId, batch_id)
        await auditBatch(tx, userId, 'payout_batch.take_file', batch_id, { sha256: hash('sha256', made) })
        return { file: made }
      })
      return { name: `${publicId('bat', batch_id)}.xml`, bytes: Buffer.from(file) }
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
    summary: 'A batch; once approved, with the account it is paid from',
    input: z.object({ batch_id: single('bat') }),
    output: BatchSchema.extend({
      debtor: z
        .object({ name: z.string(), iban: z.string().describe('Country and last four characters only') })
        .nullable(),
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
