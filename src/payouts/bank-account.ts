import { electronicFormatIBAN, isSEPACountry, isValidBIC, isValidIBAN } from 'ibantools'
import { payoutEvents } from '#payouts/events.ts'
import { holderMaxCharacters } from '#payouts/limits.ts'
import { accountWaitHours } from '#payouts/policy.ts'
import { payoutRefusals } from '#payouts/refusals.ts'
import { sepaText } from '#payouts/sepa-text.ts'
import { type Reader, sql } from '#platform/db.ts'
import { newId } from '#platform/ids.ts'
import { emit } from '#platform/outbox.ts'
import { refuser } from '#platform/refusal.ts'
import type { Tx } from '#platform/tx.ts'
import { lockStore } from '#sellers/index.ts'

const refuse = refuser(payoutRefusals)

export type BankAccount = {
  /** Capitals and digits, no spaces. */
  readonly iban: string
  readonly holder: string
  readonly bic: string | null
}
type CurrentAccount = BankAccount & {
  readonly id: string
  /** From when payouts to it may be requested. */
  readonly usableAt: Temporal.Instant
}

/**
 * Sets the account, validated by `checkedAccount`, that a store is paid to; payouts already requested keep the previous
 * one. It has a waiting period before its first payout, and the owners are mailed, so that an account set by a stranger
 * is noticed in time. Setting the same account again changes nothing. Refuses `payout.holder_other`: the account must
 * be the company's own (R74.2). Returns the account before, and whether it changed.
 */
export async function saveBankAccount(
  tx: Tx,
  storeId: string,
  after: BankAccount,
): Promise<{ before: BankAccount | null; changed: boolean }> {
  // of two concurrent calls the second waits for the first and replaces it
  const name = (await lockStore(tx, storeId))?.legalName
  if (name && bare(name) !== bare(after.holder)) throw refuse('payout.holder_other', { name: holderOf(name) })
  const before = await currentAccount(tx, storeId)
  if (before?.iban === after.iban && before.holder === after.holder && before.bic === after.bic)
    return { before, changed: false }
  await sql`
    update payouts.bank_accounts set replaced_at = ${tx.now} where store_id = ${storeId} and replaced_at is null
  `.execute(tx)
  const id = newId()
  await sql`
    insert into payouts.bank_accounts (store_id, id, iban, holder, bic, added_at, usable_at)
    values (${storeId}, ${id}, ${after.iban}, ${after.holder}, ${after.bic}, ${tx.now},
      ${tx.now.add({ hours: tx.policy(accountWaitHours) })})
  `.execute(tx)
  await emit(tx, payoutEvents['bank_account.changed'], [
    { owner: storeId, subject: id, body: { store_id: storeId, account_id: id } },
  ])
  return { before, changed: true }
}

/** A company's name as account holder, in the characters that `checkedAccount` accepts. */
export const holderOf = (legalName: string): string =>
  sepaText(legalName.replaceAll('&', ' '), holderMaxCharacters)
    .replaceAll(/[^A-Za-z0-9 \-./,]/g, ' ')
    .replaceAll(/ +/g, ' ')
    .trim()

/** A name as banks compare it: without accents, capitals, spaces and signs. */
const bare = (name: string): string =>
  holderOf(name)
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '')

/**
 * The account in the form the bank file needs. Refuses `payout.iban_invalid` (form or check digits),
 * `payout.iban_not_sepa` (euros are paid to banks in the SEPA area only), `payout.bic_invalid`,
 * `payout.holder_characters` (others than R74.2 allows).
 */
export function checkedAccount({ iban: typed, holder, bic: typedBic }: BankAccount): BankAccount {
  const iban = electronicFormatIBAN(typed) ?? ''
  if (!isValidIBAN(iban)) throw refuse('payout.iban_invalid')
  const country = iban.slice(0, 2)
  if (!isSEPACountry(country)) throw refuse('payout.iban_not_sepa', { country })
  const bic = typedBic?.toUpperCase().replaceAll(' ', '')
  if (bic && !isValidBIC(bic)) throw refuse('payout.bic_invalid')
  if (!/^[A-Za-z0-9 \-./,]+$/.test(holder)) throw refuse('payout.holder_characters')
  return { iban, holder, bic: bic || null }
}

export async function currentAccount(reader: Reader, storeId: string): Promise<CurrentAccount | null> {
  const { rows } = await sql<CurrentAccount>`
    select id, iban, holder, bic, usable_at as "usableAt" from payouts.bank_accounts
    where store_id = ${storeId} and replaced_at is null
  `.execute(reader)
  return rows[0] ?? null
}

/** A masked IBAN: the country and the last four characters, e.g. `FR •••• 0189`. */
export const maskedIban = (iban: string): string => `${iban.slice(0, 2)} •••• ${iban.slice(-4)}`
