import { electronicFormatIBAN, isValidBIC, isValidIBAN } from 'ibantools'
import { bankCountries, hasIban, type Scheme, schemeOf } from '#payouts/bank-countries.ts'
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
import { type CompanyNames, lockStore, needsLatinName } from '#sellers/index.ts'

const refuse = refuser(payoutRefusals)

/** An account at a bank: with an IBAN, or with a number where the bank's country has none. */
export type BankAccount = {
  /** Of the bank, ISO 3166-1 alpha-2. */
  readonly country: string
  /** Capitals and digits, no spaces; null: the country has no IBAN. */
  readonly iban: string | null
  readonly account_number: string | null
  readonly holder: string
  readonly bic: string | null
  /** Only outside the SEPA area: what such a transfer needs besides. */
  readonly holder_address: string | null
  readonly bank_name: string | null
  readonly bank_address: string | null
}

/** An account as typed: fields that its country does not ask for may be absent. */
export type TypedAccount = { readonly holder: string } & {
  readonly [K in Exclude<keyof BankAccount, 'holder'>]?: string | null | undefined
}

type CurrentAccount = BankAccount & {
  readonly id: string
  readonly scheme: Scheme
  /** From when payouts to it may be requested. */
  readonly usableAt: Temporal.Instant
}

/**
 * Sets the account, validated by `checkedAccount`, that a store is paid to; payouts already requested keep the previous
 * one. It has a waiting period before its first payout, and the owners are mailed, so that an account set by a stranger
 * is noticed in time. Setting the same account again changes nothing. Refuses as `checkHolder`. Returns the account
 * before, and whether it changed.
 */
export async function saveBankAccount(
  tx: Tx,
  storeId: string,
  after: BankAccount,
): Promise<{ before: BankAccount | null; changed: boolean }> {
  // of two concurrent calls the second waits for the first and replaces it
  checkHolder(await lockStore(tx, storeId), after.holder)
  const before = await currentAccount(tx, storeId)
  if (before && accountKeys.every(key => before[key] === after[key])) return { before, changed: false }
  await sql`
    update payouts.bank_accounts set replaced_at = ${tx.now} where store_id = ${storeId} and replaced_at is null
  `.execute(tx)
  const id = newId()
  await sql`
    insert into payouts.bank_accounts (store_id, id, country, iban, account_number, holder, bic, holder_address, bank_name,
      bank_address, added_at, usable_at)
    values (${storeId}, ${id}, ${after.country}, ${after.iban}, ${after.account_number}, ${after.holder}, ${after.bic},
      ${after.holder_address}, ${after.bank_name}, ${after.bank_address}, ${tx.now},
      ${tx.now.add({ hours: tx.policy(accountWaitHours) })})
  `.execute(tx)
  await emit(tx, payoutEvents['bank_account.changed'], [
    { owner: storeId, subject: id, body: { store_id: storeId, account_id: id } },
  ])
  return { before, changed: true }
}

/**
 * Checks that an account is the company's own (R74.2). A name with letters of another script is compared by the Latin
 * name that was checked beside it. Refuses `payout.latin_name_missing` when there is no name to compare, and
 * `payout.holder_other`.
 */
export function checkHolder(names: CompanyNames | null, holder: string): void {
  const name = names && bankName(names)
  if (!name || bare(name) === '') throw refuse('payout.latin_name_missing')
  if (bare(name) !== bare(holder)) throw refuse('payout.holder_other', { name: holderOf(name) })
}

/** The company's name in Latin letters; null: not given yet. */
export const bankName = ({ legalName, latinName }: CompanyNames): string | null =>
  legalName && needsLatinName(legalName) ? latinName : legalName

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
 * The account in the form that banks need, of a country that is paid to. In the SEPA area an IBAN is enough; other
 * countries with IBANs need a BIC and the holder's address, countries without IBANs also the bank's name and address
 * (R74.1). Refuses `payout.iban_invalid` (form or check digits), `payout.iban_required`, `payout.account_number_invalid`,
 * `payout.bank_country_closed`, `payout.bic_invalid`, `payout.bic_other_country`, `payout.account_incomplete` and, for
 * other characters than R74.2 allows, `payout.holder_characters` and `payout.characters`.
 */
export function checkedAccount(typed: TypedAccount, sellerCountries: readonly string[]): BankAccount {
  const iban = typed.iban ? (electronicFormatIBAN(typed.iban) ?? '') : null
  const country = iban?.slice(0, 2) ?? typed.country ?? null
  if (iban !== null && !isValidIBAN(iban)) throw refuse('payout.iban_invalid')
  if (!country) throw refuse('payout.iban_required')
  if (!bankCountries(sellerCountries).includes(country)) throw refuse('payout.bank_country_closed', { country })
  if (!iban && hasIban(country)) throw refuse('payout.iban_required')
  if (iban && !hasIban(country)) throw refuse('payout.iban_invalid')
  const account_number = iban ? null : (typed.account_number ?? '').toUpperCase().replaceAll(/[\s-]/g, '')
  const bic = typed.bic?.toUpperCase().replaceAll(/\s/g, '') || null
  const international = schemeOf(country) === 'international'
  const texts = {
    holder_address: (international && typed.holder_address) || null,
    bank_name: (!iban && typed.bank_name) || null,
    bank_address: (!iban && typed.bank_address) || null,
  }
  const required = [
    ...(iban ? [] : (['account_number', 'bank_name', 'bank_address'] as const)),
    ...(international ? (['bic', 'holder_address'] as const) : []),
  ]
  const given = { account_number, bic, ...texts }
  const missing = required.filter(field => !given[field])
  if (missing.length > 0) throw refuse('payout.account_incomplete', { missing })
  if (account_number !== null && !/^[A-Z0-9]{4,34}$/.test(account_number)) throw refuse('payout.account_number_invalid')
  if (bic && !isValidBIC(bic)) throw refuse('payout.bic_invalid')
  if (bic && international && bic.slice(4, 6) !== country) throw refuse('payout.bic_other_country', { country })
  if (!latin.test(typed.holder)) throw refuse('payout.holder_characters')
  const wrong = Object.entries(texts).flatMap(([field, text]) => (text && !latin.test(text) ? [field] : []))
  if (wrong.length > 0) throw refuse('payout.characters', { fields: wrong })
  return { country, iban, account_number, holder: typed.holder, bic, ...texts }
}

const latin = /^[A-Za-z0-9 \-./,]+$/

const accountKeys = [
  'country',
  'iban',
  'account_number',
  'holder',
  'bic',
  'holder_address',
  'bank_name',
  'bank_address',
] as const satisfies (keyof BankAccount)[]

/** The columns of an account `a`, as `BankAccount` has them. */
export const accountColumns = sql`coalesce(a.country, left(a.iban, 2)) as country, a.iban, a.account_number, a.holder, a.bic,
  a.holder_address, a.bank_name, a.bank_address`

export async function currentAccount(reader: Reader, storeId: string): Promise<CurrentAccount | null> {
  const { rows } = await sql<Omit<CurrentAccount, 'scheme'>>`
    select a.id, a.usable_at as "usableAt", ${accountColumns} from payouts.bank_accounts a
    where a.store_id = ${storeId} and a.replaced_at is null
  `.execute(reader)
  return rows[0] ? { ...rows[0], scheme: schemeOf(rows[0].country) } : null
}

/** A masked account: the country and the last four characters of its number, e.g. `FR •••• 0189`. */
export const maskedAccount = ({
  country,
  iban,
  account_number,
}: {
  country: string | null
  iban: string | null
  account_number: string | null
}): string => `${country ?? iban!.slice(0, 2)} •••• ${(iban ?? account_number!).slice(-4)}`

/** A masked IBAN: the country and the last four characters, e.g. `FR •••• 0189`. */
export const maskedIban = (iban: string): string => `${iban.slice(0, 2)} •••• ${iban.slice(-4)}`
