import type { Scheme } from '#payouts/bank-countries.ts'
import { bankFile } from '#payouts/bank-file.ts'
import { bankList } from '#payouts/bank-list.ts'
import { movePayouts, type PayoutKey } from '#payouts/move-payouts.ts'
import { debtorBic, debtorIban, debtorName } from '#payouts/policy.ts'
import { payoutRefusals } from '#payouts/refusals.ts'
import { schemesOf } from '#payouts/schemes-of.across.ts'
import { batchMachine } from '#payouts/states.ts'
import { type BankTransfer, transfersOf } from '#payouts/transfers-of.across.ts'
import { type RawBuilder, sql } from '#platform/db.ts'
import { humanOrderNumber, newId } from '#platform/ids.ts'
import { mover } from '#platform/move.ts'
import { refuser } from '#platform/refusal.ts'
import type { Tx } from '#platform/tx.ts'
import { arePayoutsHeld } from '#sellers/index.ts'

const refuse = refuser(payoutRefusals)

/**
 * Puts requested payouts of any stores into a new batch, all of one scheme, because its file is. Refuses
 * `payout.batch_mixed`, `payout.held`, and as `movePayouts`. Returns the batch's id.
 */
export async function makeBatch(tx: Tx, userId: string, payouts: readonly PayoutKey[]): Promise<string> {
  const id = newId()
  const [scheme = 'sepa', ...others] = await schemesOf(tx, payouts)
  if (others.length > 0) throw refuse('payout.batch_mixed')
  if (await arePayoutsHeld(tx, [...new Set(payouts.map(({ storeId }) => storeId))])) throw refuse('payout.held')
  const rows = sql`
    insert into payouts.batches (id, number, state, scheme, made_by, made_at)
    values (${id}, ${humanOrderNumber(id)}, 'proposed', ${scheme}, ${userId}, ${tx.now})`
  await batches.begin(tx, 'propose', [{ id }], { rows }, { actorId: userId })
  await movePayouts(tx, 'collect', payouts, { actorId: userId, set: sql`batch_id = ${id}::uuid` })
  return id
}

/**
 * A second operator approves; this fixes the account to pay from. Refuses `payout.own_batch` for the operator who made
 * it, `payout.no_debtor` while the policies name no account, and as `moveBatch`.
 */
export async function approveBatch(tx: Tx, userId: string, batchId: string): Promise<void> {
  const iban = tx.policy(debtorIban)
  if (!iban) throw refuse('payout.no_debtor')
  const own = await sql`select 1 from payouts.batches where id = ${batchId} and made_by = ${userId}`.execute(tx)
  if (own.rows.length > 0) throw refuse('payout.own_batch')
  await moveBatch(
    tx,
    batchId,
    'approve',
    { actorId: userId },
    sql`approved_by = ${userId}, approved_at = ${tx.now}, debtor_name = ${tx.policy(debtorName)}, debtor_iban = ${iban},
      debtor_bic = ${tx.policy(debtorBic) || null}`,
  )
}

/** Dissolves a batch before its file is downloaded; its payouts wait for another batch. Refuses as `moveBatch`. */
export async function dissolveBatch(tx: Tx, userId: string, batchId: string, reason: string): Promise<void> {
  await moveBatch(
    tx,
    batchId,
    'dissolve',
    { actorId: userId, reason },
    sql`dissolved_by = ${userId}, dissolved_at = ${tx.now}, dissolved_reason = ${reason}`,
  )
  const payouts = await transfersOf(tx, batchId)
  await movePayouts(tx, 'remove_from_batch', payouts, { actorId: userId, reason, set: sql`batch_id = null` })
}

/**
 * Returns the file for the bank, pain.001 for SEPA, else a list, and whether it was taken before. The first time its
 * payouts are sent; after that it is the same file, byte for byte, so that the bank knows it by its reference and does
 * not pay twice. Refuses as `moveBatch`.
 */
export async function sendBatch(tx: Tx, userId: string, batchId: string): Promise<SentFile> {
  const sent = await sql<Batch & { sent_at: Temporal.Instant }>`
    select scheme, debtor_name, debtor_iban, debtor_bic, sent_at from payouts.batches
    where id = ${batchId} and state = 'sent'
  `.execute(tx)
  const transfers = await transfersOf(tx, batchId)
  if (sent.rows[0]) return { ...fileOf(batchId, sent.rows[0].sent_at, sent.rows[0], transfers), again: true }
  const batch = await moveBatch(tx, batchId, 'send', { actorId: userId }, sql`sent_by = ${userId}, sent_at = ${tx.now}`)
  await movePayouts(tx, 'send', transfers, { actorId: userId })
  return { ...fileOf(batchId, tx.now, batch, transfers), again: false }
}

type SentFile = { readonly scheme: Scheme; readonly file: string; readonly again: boolean }

function fileOf(id: string, at: Temporal.Instant, batch: Batch, transfers: readonly BankTransfer[]) {
  const { scheme } = batch
  const debtor = { name: batch.debtor_name!, iban: batch.debtor_iban!, bic: batch.debtor_bic }
  const content = { id, at, debtor, transfers }
  return { scheme, file: scheme === 'sepa' ? bankFile(content) : bankList(content) }
}

type Batch = { scheme: Scheme; debtor_name: string | null; debtor_iban: string | null; debtor_bic: string | null }

const batches = mover(batchMachine, {
  table: 'payouts.batches',
  owner: null,
  row: sql<Batch>`m.scheme, m.debtor_name, m.debtor_iban, m.debtor_bic`,
})

/** Refuses `payout.batch_not_found` and `payout.batch_wrong_state`. */
async function moveBatch(
  tx: Tx,
  id: string,
  name: Exclude<keyof typeof batchMachine.transitions, 'propose'>,
  by: { actorId: string; reason?: string },
  set: RawBuilder<unknown>,
): Promise<Batch> {
  const { moved, stuck } = await batches.move(tx, name, [{ id }], { ...by, set })
  if (stuck[0]) throw refuse('payout.batch_wrong_state', { state: stuck[0].state })
  if (!moved[0]) throw refuse('payout.batch_not_found')
  return moved[0]
}
