import { hash } from 'node:crypto'
import { z } from 'zod'
import { Reason } from '#api/ops/reason.ts'
import { moveRefusals, payoutIds } from '#api/payout-writes.ts'
import { userNames } from '#api/user-names.ts'
import {
  approveBatch,
  bankReference,
  batchStates,
  dissolveBatch,
  makeBatch,
  maskedIban,
  schemes,
  sendBatch,
} from '#payouts/index.ts'
import { debtorIban, debtorName } from '#payouts/policy.ts'
import { payoutRefusals } from '#payouts/refusals.ts'
import { openPayoutStates } from '#payouts/states.ts'
import { audit, platformOwner } from '#platform/audit.ts'
import { col, rowOf, type Selected } from '#platform/columns.ts'
import { command } from '#platform/command.ts'
import { type Reader, sql } from '#platform/db.ts'
import { FileSchema } from '#platform/http.ts'
import { parsePublicId, publicId } from '#platform/ids.ts'
import { money, single } from '#platform/json.ts'
import { descending, listOf } from '#platform/list.ts'
import { onceInTx } from '#platform/once.ts'
import { refuser } from '#platform/refusal.ts'
import { route } from '#platform/route.ts'

const batchInput = z.object({ batch_id: single('bat') })

const batchRefusals = ['payout.batch_not_found', 'payout.batch_wrong_state'] as const

const refuse = refuser(payoutRefusals)

/** The names of operators and what depends on the payouts are looked up by `complete`. */
const batch = rowOf(
  {
    id: col.id('bat', 'b.id'),
    number: col.text('b.number'),
    /** The bank's: `MsgId` and `PmtInfId` of its file, and what stands on the statement. */
    reference: col.of(z.string(), ['b.id'], ([id]: [string]) => bankReference(id)),
    state: col.oneOf(batchStates, 'b.state'),
    /** The scheme of its payouts: its file is pain.001 for SEPA, else a list as CSV. */
    scheme: col.oneOf(schemes, 'b.scheme'),
    made_by: col.text('b.made_by'),
    made_at: col.instant('b.made_at'),
    /** Created by the caller, who therefore cannot approve it. */
    own: col.of(z.boolean(), ['b.made_by'], ([maker]: [string], { userId }) => maker === userId),
    approved_by: col.nullable(col.text('b.approved_by')),
    approved_at: col.nullable(col.instant('b.approved_at')),
    sent_by: col.nullable(col.text('b.sent_by')),
    sent_at: col.nullable(col.instant('b.sent_at')),
    dissolved_by: col.nullable(col.text('b.dissolved_by')),
    dissolved_at: col.nullable(col.instant('b.dissolved_at')),
    dissolved_reason: col.nullable(col.text('b.dissolved_reason')),
    payouts: col.int(sql`0`),
    /** Payouts that the bank has neither paid nor returned. */
    open: col.int(sql`0`),
    /** The amount that the bank transfers for all of them. */
    total: col.money(sql`0::bigint`),
  },
  'PayoutBatch',
)

const fileKinds = {
  sepa: ['xml', 'application/xml; charset=utf-8'],
  international: ['csv', 'text/csv; charset=utf-8'],
} as const

type BatchJson = z.input<typeof batch.schema>

/** Batches with the names of operators and the sums of their payouts, looked up once for all of them. */
async function complete(reader: Reader, batches: readonly BatchJson[]): Promise<BatchJson[]> {
  const ids = batches.map(({ id }) => parsePublicId('bat', 1, id)![0]!)
  const [payouts, nameOf] = await Promise.all([
    sql<{ id: string; payouts: number; open: number; total: bigint }>`
      select batch_id as id, count(*)::int as payouts, sum(amount_minor - fee_minor)::bigint as total,
        count(*) filter (where state = any(${openPayoutStates}))::int as open
      from payouts.payouts where batch_id = any(${ids}::uuid[]) group by batch_id
    `.execute(reader),
    userNames(
      reader,
      batches.flatMap(each => [each.made_by, each.approved_by, each.sent_by, each.dissolved_by]),
    ),
  ])
  const byBatch = new Map(payouts.rows.map(({ id, ...sums }) => [publicId('bat', id), sums]))
  return batches.map(each => {
    const { payouts, open, total } = byBatch.get(each.id) ?? { payouts: 0, open: 0, total: 0n }
    return {
      ...each,
      made_by: nameOf(each.made_by)!,
      approved_by: nameOf(each.approved_by),
      sent_by: nameOf(each.sent_by),
      dissolved_by: nameOf(each.dissolved_by),
      payouts,
      open,
      total: money(total),
    }
  })
}

export const opsPayoutBatches = {
  createPayoutBatch: command({
    method: 'POST',
    path: '/api/ops/payout-batches',
    audience: 'ops',
    permission: 'ops.money',
    summary: 'Create a batch of requested payouts of one scheme, to be approved by another operator',
    input: z.object({ payout_ids: payoutIds }),
    output: z.object({ id: z.string() }),
    refusals: [...moveRefusals, 'payout.batch_mixed', 'payout.held'],
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
    permission: 'ops.money',
    confirmed: true,
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
    permission: 'ops.money',
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
    permission: 'ops.money',
    confirmed: true,
    summary:
      'Download the file of an approved batch for the bank (pain.001.001.09 for SEPA, else a list as CSV): its payouts are then with the bank. Again: the same file, recorded too',
    download: '*/*',
    input: batchInput,
    output: FileSchema,
    refusals: [...batchRefusals, ...moveRefusals],
    async handle({ db, userId, once }, { batch_id }) {
      const { file, scheme } = await onceInTx(db, once, 'take payout file', async tx => {
        const { again, ...made } = await sendBatch(tx, userId, batch_id)
        await audit(tx, {
          owner: platformOwner,
          userId,
          action: 'payout_batch.download_file',
          subject: publicId('bat', batch_id),
          after: { sha256: hash('sha256', made.file), ...(again && { again }) },
        })
        return made
      })
      const [ending, mediaType] = fileKinds[scheme]
      return { name: `${publicId('bat', batch_id)}.${ending}`, bytes: Buffer.from(file), mediaType }
    },
  }),

  listPayoutBatches: listOf({
    path: '/api/ops/payout-batches',
    audience: 'ops',
    permission: 'ops.money',
    summary: 'Batches of payouts, latest first',
    input: {},
    row: batch,
    from: sql`payouts.batches b`,
    order: descending(['b.id', 'uuid']),
    complete: ({ db }, items) => complete(db.read, items),
    file: { name: 'payout-batches' },
  }),

  showPayoutBatch: route({
    method: 'GET',
    path: '/api/ops/payout-batches/:batch_id',
    audience: 'ops',
    permission: 'ops.money',
    summary: 'A batch; once approved, with the account it is paid from',
    input: z.object({ batch_id: single('bat') }),
    output: batch.schema.extend({
      debtor: z
        .object({ name: z.string(), iban: z.string().describe('Country and last four characters only') })
        .nullable(),
      /** The account that an approval now would pay from. */
      payer: z.object({ name: z.string(), iban: z.string() }).nullable(),
    }),
    refusals: ['payout.batch_not_found'],
    async handle({ db, userId }, { batch_id }) {
      const { rows } = await sql<Selected & { debtor_name: string | null; debtor_iban: string | null }>`
        select ${batch.select()}, b.debtor_name, b.debtor_iban from payouts.batches b where b.id = ${batch_id}
      `.execute(db.read)
      const row = rows[0]
      if (!row) throw refuse('payout.batch_not_found')
      const { debtor_name: name, debtor_iban: iban } = row
      const [shown] = await complete(db.read, [batch.json(row, { db, userId })])
      const read = db.policy.at(db.clock.now())
      const [payerName, payerIban] = [read(debtorName), read(debtorIban)]
      return {
        ...shown!,
        debtor: name && iban ? { name, iban: maskedIban(iban) } : null,
        payer: payerIban ? { name: payerName, iban: maskedIban(payerIban) } : null,
      }
    },
  }),
}
