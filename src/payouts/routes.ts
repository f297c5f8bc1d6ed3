import { hash } from 'node:crypto'
import { z } from 'zod'
import { proveSelf } from '#accounts/index.ts'
import { type BankAccount, checkedAccount, maskedIban, saveBankAccount } from '#payouts/bank-account.ts'
import { approveBatch, dissolveBatch, makeBatch, sendBatch } from '#payouts/batches.ts'
import { cancelPayout, markPaid, markReturned } from '#payouts/end-payouts.ts'
import { payoutRefusals } from '#payouts/refusals.ts'
import { requestPayout } from '#payouts/request-payout.ts'
import { returnReasons } from '#payouts/states.ts'
import { audit, platformOwner } from '#platform/audit.ts'
import { FileSchema } from '#platform/http.ts'
import { publicId, secret, single, storeOwned } from '#platform/json.ts'
import { onceInTx } from '#platform/once.ts'
import { refuser } from '#platform/refusal.ts'
import { route } from '#platform/route.ts'
import { inTx, type Tx } from '#platform/tx.ts'

const refuse = refuser(payoutRefusals)
const Done = z.object({ done: z.literal(true) })
const done = { done: true as const }

/** What one batch or one answer of the bank holds at most. */
const payoutsMax = 500
const payoutIds = z.array(storeOwned('pyo')).min(1).max(payoutsMax)
const batchInput = z.object({ batch_id: single('bat') })
const batchRefusals = ['payout.batch_not_found', 'payout.batch_wrong_state'] as const
const moveRefusals = ['payout.not_found', 'payout.wrong_state'] as const

/** Full numbers stand in the bank's file alone. */
const shown = (account: BankAccount | null) =>
  account && { iban: maskedIban(account.iban), holder: account.holder, bic: account.bic }

/** What an operator did to each payout, in its own store's record. */
const auditEach = (
  tx: Tx,
  userId: string,
  action: string,
  payouts: readonly { storeId: string; id: string }[],
  after?: unknown,
) =>
  Promise.all(
    payouts.map(({ storeId, id }) =>
      audit(tx, { owner: storeId, userId, action, subject: publicId('pyo', storeId, id), after }),
    ),
  )

const auditBatch = (tx: Tx, userId: string, action: string, batchId: string, after?: unknown) =>
  audit(tx, { owner: platformOwner, userId, action, subject: publicId('bat', batchId), after })

export const payoutRoutes = {
  saveBankAccount: route({
    method: 'PUT',
    path: '/api/seller/bank-account',
    audience: 'seller',
    permission: 'balance.pay_out',
    summary: 'Name the bank account the store is paid to; a new one waits before its first payout',
    input: z.object({
      iban: z.string().trim().min(1).max(50),
      holder: z.string().trim().min(1).max(70),
      bic: z.string().trim().max(20).nullable().default(null),
      code: secret(z.string().max(20)).optional().describe('Of the second factor'),
      password: secret(z.string().max(200)).optional().describe('Of who has no second factor'),
    }),
    example: { iban: 'FR1420041010050500013M02606', holder: 'Poterie des Brumes SARL' },
    output: Done,
    refusals: [
      'payout.iban_invalid',
      'payout.iban_not_sepa',
      'payout.bic_invalid',
      'payout.holder_characters',
      'payout.holder_other',
      'account.no_proof',
      'account.wrong_code',
      'account.wrong_password',
      'account.locked',
    ],
    // No idempotency key: the same account again changes nothing.
    async handle({ db, storeId, userId }, { code, password, ...typed }) {
      const account = checkedAccount(typed) // before the proof: a mistyped number should not use up a code
      await proveSelf(db, userId, { code, password })
      await inTx(db, 'save bank account', async tx => {
        const { before, changed } = await saveBankAccount(tx, storeId, account)
        const subject = publicId('sto', storeId)
        if (changed)
          await audit(tx, {
            owner: storeId,
            userId,
            action: 'bank_account.save',
            subject,
            before: shown(before),
            after: shown(account),
          })
      })
      return done
    },
  }),

  requestPayout: route({
    method: 'POST',
    path: '/api/seller/payouts',
    audience: 'seller',
    permission: 'balance.pay_out',
    summary: 'Have an amount of the balance paid to the store’s bank account, less the fee',
    input: z.object({ amount_minor: z.int().min(1) }),
    example: { amount_minor: 100 },
    output: z.object({ id: z.string() }),
    refusals: ['payout.no_account', 'payout.account_waits', 'payout.not_above_fee', 'payout.above_balance'],
    handle: ({ db, storeId, userId, once }, { amount_minor }) =>
      onceInTx(db, once, 'request payout', async tx => {
        const id = publicId('pyo', storeId, await requestPayout(tx, userId, storeId, BigInt(amount_minor)))
        await audit(tx, { owner: storeId, userId, action: 'payout.request', subject: id, after: { amount_minor } })
        return { id }
      }),
  }),

  cancelPayout: route({
    method: 'POST',
    path: '/api/seller/payouts/:payout_id/cancel',
    audience: 'seller',
    permission: 'balance.pay_out',
    summary: 'Take a payout back that no operator has begun: all of it returns to the balance',
    input: z.object({ payout_id: storeOwned('pyo') }),
    output: Done,
    refusals: moveRefusals,
    handle: ({ db, storeId, userId, once }, { payout_id }) =>
      onceInTx(db, once, 'cancel payout', async tx => {
        if (payout_id.storeId !== storeId) throw refuse('payout.not_found')
        await cancelPayout(tx, userId, payout_id)
        await auditEach(tx, userId, 'payout.cancel', [payout_id])
        return done
      }),
  }),

  makePayoutBatch: route({
    method: 'POST',
    path: '/api/ops/payout-batches',
    audience: 'ops',
    summary: 'Collect requested payouts into a batch, to be approved by another operator',
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
    summary: 'Agree to a batch that another operator made',
    input: batchInput,
    output: Done,
    refusals: [...batchRefusals, 'payout.own_batch', 'payout.no_debtor'],
    handle: ({ db, userId, once }, { batch_id }) =>
      onceInTx(db, once, 'approve payout batch', async tx => {
        await approveBatch(tx, userId, batch_id)
        await auditBatch(tx, userId, 'payout_batch.approve', batch_id)
        return done
      }),
  }),

  dissolvePayoutBatch: route({
    method: 'POST',
    path: '/api/ops/payout-batches/:batch_id/dissolve',
    audience: 'ops',
    summary: 'Take a batch apart before its file is taken: its payouts wait for another',
    input: batchInput.extend({ reason: z.string().trim().min(3).max(500) }),
    example: { reason: 'One of them waits for a document.' },
    output: Done,
    refusals: [...batchRefusals, ...moveRefusals],
    handle: ({ db, userId, once }, { batch_id, reason }) =>
      onceInTx(db, once, 'dissolve payout batch', async tx => {
        await dissolveBatch(tx, userId, batch_id, reason)
        await auditBatch(tx, userId, 'payout_batch.dissolve', batch_id, { reason })
        return done
      }),
  }),

  takePayoutFile: route({
    method: 'POST',
    path: '/api/ops/payout-batches/:batch_id/file',
    audience: 'ops',
    summary: 'Take the bank’s file of an approved batch (pain.001.001.09): once, its payouts are then on their way',
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

  markPaid: route({
    method: 'POST',
    path: '/api/ops/payouts/paid',
    audience: 'ops',
    summary: 'Note that the bank paid these payouts',
    input: z.object({ payout_ids: payoutIds }),
    output: Done,
    refusals: moveRefusals,
    handle: ({ db, userId, once }, { payout_ids }) =>
      onceInTx(db, once, 'mark payouts paid', async tx => {
        await markPaid(tx, userId, payout_ids)
        await auditEach(tx, userId, 'payout.paid', payout_ids)
        return done
      }),
  }),

  markReturned: route({
    method: 'POST',
    path: '/api/ops/payouts/returned',
    audience: 'ops',
    summary: 'Note that the bank sent these payouts back, and why: all of them return to the balances',
    input: z.object({ payout_ids: payoutIds, reason: z.enum(returnReasons) }),
    example: { reason: 'MS03' },
    output: Done,
    refusals: moveRefusals,
    handle: ({ db, userId, once }, { payout_ids, reason }) =>
      onceInTx(db, once, 'mark payouts returned', async tx => {
        await markReturned(tx, userId, payout_ids, reason)
        await auditEach(tx, userId, 'payout.returned', payout_ids, { reason })
        return done
      }),
  }),
}
