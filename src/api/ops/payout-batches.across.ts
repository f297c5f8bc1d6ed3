import { hash } from 'node:crypto'
import { z } from 'zod'
import { Reason } from '#api/ops/reason.ts'
import { moveRefusals, payoutIds } from '#api/payout-writes.ts'
import { approveBatch, batchStates, dissolveBatch, makeBatch, maskedIban, sendBatch } from '#payouts/index.ts'
import { payoutRefusals } from '#payouts/refusals.ts'
import { openPayoutStates } from '#payouts/states.ts'
import { audit, platformOwner } from '#platform/audit.ts'
import { col, rowOf, type Selected } from '#platform/columns.ts'
import { command } from '#platform/command.ts'
import { sql } from '#platform/db.ts'
import { FileSchema } from '#platform/http.ts'
import { publicId } from '#platform/ids.ts'
import { single } from '#platform/json.ts'
import { descending, listOf } from '#platform/list.ts'
import { onceInTx } from '#platform/once.ts'
import { refuser } from '#platform/refusal.ts'
import { route } from '#platform/route.ts'

const batchInput = z.object({ batch_id: single('bat') })

const batchRefusals = ['payout.batch_not_found', 'payout.batch_wrong_state'] as const

const refuse = refuser(payoutRefusals)

const batch = rowOf(
  {
    id: col.id('bat', 'b.id'),
    state: col.oneOf(batchStates, 'b.state'),
    made_by: col.text('m.name'),
    made_at: col.instant('b.made_at'),
    /** Created by the caller, who therefore cannot approve it. */
    own: col.of(z.boolean(), ['b.made_by'], ([maker]: [string], { userId }) => maker === userId),
    approved_by: col.nullable(col.text('a.name')),
    approved_at: col.nullable(col.instant('b.approved_at')),
    sent_by: col.nullable(col.text('s.name')),
    sent_at: col.nullable(col.instant('b.sent_at')),
    dissolved_by: col.nullable(col.text('d.name')),
    dissolved_at: col.nullable(col.instant('b.dissolved_at')),
    dissolved_reason: col.nullable(col.text('b.dissolved_reason')),
    payouts: col.int('p.payouts'),
    /** Payouts that the bank has neither paid nor returned. */
    open: col.int('p.open'),
    /** The amount that the bank transfers for all of them. */
    total: col.money('p.total'),
  },
  'PayoutBatch',
)

const batches = sql`
  payouts.batches b join accounts.users m on m.id = b.made_by
  left join accounts.users a on a.id = b.approved_by left join accounts.users s on s.id = b.sent_by
  left join accounts.users d on d.id = b.dissolved_by
  cross join lateral (select count(*)::int as payouts, coalesce(sum(amount_minor - fee_minor), 0)::bigint as total,
    count(*) filter (where state = any(${openPayoutStates}))::int as open from payouts.payouts where batch_id = b.id) p`

export const opsPayoutBatches = {
  createPayoutBatch: command({
    method: 'POST',
    path: '/api/ops/payout-batches',
    audience: 'ops',
    summary: 'Create a batch of requested payouts, to be approved by another operator',
    input: z.object({ payout_ids: payoutIds }),
    output: z.object({ id: z.string() }),
    refusals: moveRefusals,
    run: async (tx, { userId }, { payout_ids }) => publicId('bat', await makeBatch(tx, userId, payout_ids)),
    audit: 'payout_batch.create',
    entry: ({ payout_ids }, id) => ({
      subject: id,
      after: { payouts: payout_ids.map(({ storeId, id }) => publicId('pyo', storeId, id)) },
    }),
    answer: id => ({ id }),
  }),

  approvePayoutBatch: command({
    method: 'POST',
    path: '/api/ops/payout-batches/:batch_id/approve',
    audience: 'ops',
    summary: 'Approve a batch that another operator created',
    input: batchInput,
    refusals: [...batchRefusals, 'payout.own_batch', 'payout.no_debtor'],
    run: (tx, { userId }, { batch_id }) => approveBatch(tx, userId, batch_id),
    audit: 'payout_batch.approve',
    entry: ({ batch_id }) => ({ subject: publicId('bat', batch_id) }),
  }),

  dissolvePayoutBatch: command({
    method: 'POST',
    path: '/api/ops/payout-batches/:batch_id/dissolve',
    audience: 'ops',
    summary: 'Dissolve a batch before its file is downloaded: its payouts can be added to another one',
    input: batchInput.extend({ reason: Reason }),
    example: { reason: 'One of them waits for a document.' },
    refusals: [...batchRefusals, ...moveRefusals],
    run: (tx, { userId }, { batch_id, reason }) => dissolveBatch(tx, userId, batch_id, reason),
    audit: 'payout_batch.dissolve',
    entry: ({ batch_id, reason }) => ({ subject: publicId('bat', batch_id), after: { reason } }),
  }),

  downloadPayoutFile: route({
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
        await audit(tx, {
          owner: platformOwner,
          userId,
          action: 'payout_batch.download_file',
          subject: publicId('bat', batch_id),
          after: { sha256: hash('sha256', made) },
        })
        return { file: made }
      })
      return { name: `${publicId('bat', batch_id)}.xml`, bytes: Buffer.from(file) }
    },
  }),

  listPayoutBatches: listOf({
    path: '/api/ops/payout-batches',
    audience: 'ops',
    summary: 'Batches of payouts, latest first',
    input: {},
    row: batch,
    from: batches,
    order: descending(['b.id', 'uuid']),
    file: { name: 'payout-batches' },
  }),

  showPayoutBatch: route({
    method: 'GET',
    path: '/api/ops/payout-batches/:batch_id',
    audience: 'ops',
    summary: 'A batch; once approved, with the account it is paid from',
    input: z.object({ batch_id: single('bat') }),
    output: batch.schema.extend({
      debtor: z
        .object({ name: z.string(), iban: z.string().describe('Country and last four characters only') })
        .nullable(),
    }),
    refusals: ['payout.batch_not_found'],
    async handle({ db, userId }, { batch_id }) {
      const { rows } = await sql<Selected & { debtor_name: string | null; debtor_iban: string | null }>`
        select ${batch.select()}, b.debtor_name, b.debtor_iban from ${batches} where b.id = ${batch_id}
      `.execute(db.read)
      const row = rows[0]
      if (!row) throw refuse('payout.batch_not_found')
      const { debtor_name: name, debtor_iban: iban } = row
      return { ...batch.json(row, { db, userId }), debtor: name && iban ? { name, iban: maskedIban(iban) } : null }
    },
  }),
}
