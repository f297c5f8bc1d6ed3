import { z } from 'zod'
import { proofOf, proofs, proveSelf } from '#accounts/index.ts'
import { maskedColumn, payoutAmounts, payoutColumns } from '#api/payout-columns.ts'
import { moveRefusals } from '#api/payout-writes.ts'
import { FactorCode, OwnPassword } from '#auth/index.ts'
import {
  type BankAccount,
  bankCountries,
  bankName,
  cancelPayout,
  checkedAccount,
  currentAccount,
  hasIban,
  holderOf,
  maskedAccount,
  requestPayout,
  type Scheme,
  saveBankAccount,
  schemeOf,
  schemes,
} from '#payouts/index.ts'
import {
  accountNumberMaxCharacters,
  bankTextMaxCharacters,
  bicMaxCharacters,
  holderMaxCharacters,
  ibanMaxCharacters,
} from '#payouts/limits.ts'
import { accountWaitHours, termsOf } from '#payouts/policy.ts'
import { addWorkingDays } from '#platform/calendar.ts'
import { col, rowOf } from '#platform/columns.ts'
import { command } from '#platform/command.ts'
import { type Db, sql } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import { InstantSchema, instant, MoneySchema, money, oneOf, storeOwned } from '#platform/json.ts'
import { descending, listOf } from '#platform/list.ts'
import { route } from '#platform/route.ts'
import { sellerCountries } from '#sellers/policy.ts'

/** Full account numbers are only in the bank's file. */
const shown = (account: BankAccount | null) =>
  account && { account: maskedAccount(account), holder: account.holder, bic: account.bic }

const { id, number, state, scheme, requested_at, ended_at, return_reason } = payoutColumns

/** Working days are those of the store's country, in its time zone. */
type Days = { readonly country: string; readonly time_zone: string }

const arrivesBy = (db: Db, requestedAt: Temporal.Instant, scheme: Scheme, { country, time_zone }: Days) =>
  addWorkingDays(
    requestedAt,
    termsOf(db.policy.at(requestedAt), scheme).arrivalDays,
    time_zone,
    db.holidays.of(country),
  )

const BankText = z.string().trim().max(bankTextMaxCharacters).nullable().default(null)

export const sellerPayouts = {
  saveBankAccount: command({
    method: 'PUT',
    path: '/api/seller/bank-account',
    audience: 'seller',
    permission: 'balance.pay_out',
    summary: 'Save the store’s bank account; the first payout to a new one is possible after a waiting period',
    input: z.object({
      country: z
        .string()
        .regex(/^[A-Z]{2}$/)
        .nullable()
        .default(null)
        .describe('Of the bank; without it the first two letters of the IBAN'),
      iban: z.string().trim().max(ibanMaxCharacters).nullable().default(null),
      account_number: z
        .string()
        .trim()
        .max(accountNumberMaxCharacters)
        .nullable()
        .default(null)
        .describe('Instead of an IBAN, in countries that have none'),
      holder: z.string().trim().min(1).max(holderMaxCharacters),
      bic: z.string().trim().max(bicMaxCharacters).nullable().default(null).describe('Required outside the SEPA area'),
      holder_address: BankText.describe('Required outside the SEPA area'),
      bank_name: BankText.describe('Required with an account number'),
      bank_address: BankText.describe('Required with an account number'),
      code: FactorCode.optional().describe('Code of the second factor'),
      password: OwnPassword.optional().describe('Required for users without a second factor'),
    }),
    example: { iban: 'FR1420041010050500013M02606', holder: 'Poterie des Brumes SARL' },
    refusals: [
      'payout.account_incomplete',
      'payout.account_number_invalid',
      'payout.iban_invalid',
      'payout.iban_required',
      'payout.bank_country_closed',
      'payout.bic_invalid',
      'payout.bic_other_country',
      'payout.characters',
      'payout.holder_characters',
      'payout.holder_other',
      'payout.latin_name_missing',
      'account.no_proof',
      'account.wrong_code',
      'account.wrong_password',
      'account.locked',
    ],
    async prepare({ db, userId }, { code, password, ...typed }) {
      // before the proof: a mistyped number should not use up a code
      const account = checkedAccount(typed, db.policy.at(db.clock.now())(sellerCountries))
      await proveSelf(db, userId, { code, password })
      return account
    },
    run: async (tx, { storeId }, _, account) => ({ account, ...(await saveBankAccount(tx, storeId, account)) }),
    audit: 'bank_account.save',
    entry: (_, { account, before, changed }, { storeId }) =>
      changed ? { subject: publicId('sto', storeId), before: shown(before), after: shown(account) } : null,
  }),

  requestPayout: command({
    method: 'POST',
    path: '/api/seller/payouts',
    audience: 'seller',
    permission: 'balance.pay_out',
    summary: 'Request a payout of an amount from the balance to the store’s bank account, less the fee',
    input: z.object({ amount_minor: z.int().min(1) }),
    example: { amount_minor: 100 },
    output: z.object({ id: z.string() }),
    refusals: [
      'payout.no_account',
      'payout.account_waits',
      'payout.holder_other',
      'payout.latin_name_missing',
      'payout.not_above_fee',
      'payout.above_balance',
      'payout.held',
    ],
    run: async (tx, { storeId, userId }, { amount_minor }) =>
      publicId('pyo', storeId, await requestPayout(tx, userId, storeId, BigInt(amount_minor))),
    audit: 'payout.request',
    entry: (after, id) => ({ subject: id, after }),
    answer: id => ({ id }),
  }),

  cancelPayout: command({
    method: 'POST',
    path: '/api/seller/payouts/:payout_id/cancel',
    audience: 'seller',
    permission: 'balance.pay_out',
    summary: 'Cancel a payout that is not in a batch yet: the full amount returns to the balance',
    input: z.object({ payout_id: storeOwned('pyo') }),
    refusals: moveRefusals,
    owns: { payout_id: 'payout.not_found' },
    run: (tx, { userId }, { payout_id }) => cancelPayout(tx, userId, payout_id),
    audit: 'payout.cancel',
    entry: ({ payout_id: { storeId, id } }) => ({ subject: publicId('pyo', storeId, id) }),
  }),

  showPayoutTerms: route({
    method: 'GET',
    path: '/api/seller/payouts/terms',
    audience: 'seller',
    permission: 'balance.read',
    summary: 'The store’s bank account, the payout fee, and when a payout requested now would arrive',
    input: z.object({}),
    output: z.object({
      /** To the account, or without one to a bank of the store's country. */
      fee: MoneySchema,
      arrives_by: InstantSchema,
      fees: z.object({ sepa: MoneySchema, international: MoneySchema }),
      /** The countries of banks that are paid to, and what an account there is named by. */
      countries: z.array(z.object({ code: z.string(), scheme: oneOf(schemes), iban: z.boolean() })),
      account: z
        .object({
          country: z.string(),
          account: z.string().describe('Country and last four characters only'),
          holder: z.string(),
          bic: z.string().nullable(),
          usable_at: InstantSchema,
          usable: z.boolean(),
        })
        .nullable(),
      /** The name the account must belong to, as banks write it; null: the company has given none in Latin letters. */
      holder: z.string().nullable(),
      country: z.string().describe('The country of the store'),
      account_wait_hours: z.int(),
      /** The proof that the caller must give before a change of the account. */
      proof: z.enum(proofs),
    }),
    refusals: [],
    async handle({ db, storeId, userId }) {
      const now = db.clock.now()
      const policy = db.policy.at(now)
      const [account, proof, store] = await Promise.all([
        currentAccount(db.read, storeId),
        proofOf(db.read, userId),
        sql<Days & { legalName: string | null; latinName: string | null }>`
          select s.country, s.time_zone, c.legal_name as "legalName", c.latin_name as "latinName" from sellers.stores s
          join sellers.companies c on c.id = s.company_id where s.store_id = ${storeId}
        `.execute(db.read),
      ])
      const own = store.rows[0]!
      const scheme = account?.scheme ?? schemeOf(own.country)
      const name = bankName(own)
      const feeOf = (scheme: Scheme) => money(termsOf(policy, scheme).feeMinor)
      return {
        fee: feeOf(scheme),
        arrives_by: instant(arrivesBy(db, now, scheme, own)),
        fees: { sepa: feeOf('sepa'), international: feeOf('international') },
        countries: bankCountries(policy(sellerCountries)).map(code => ({
          code,
          scheme: schemeOf(code),
          iban: hasIban(code),
        })),
        account: account && {
          country: account.country,
          account: maskedAccount(account),
          holder: account.holder,
          bic: account.bic,
          usable_at: instant(account.usableAt),
          usable: Temporal.Instant.compare(account.usableAt, now) <= 0,
        },
        holder: name && holderOf(name),
        country: own.country,
        account_wait_hours: policy(accountWaitHours),
        proof,
      }
    },
  }),

  listPayouts: listOf({
    path: '/api/seller/payouts',
    audience: 'seller',
    permission: 'balance.read',
    summary: 'The store’s payouts, latest first',
    input: {},
    row: rowOf(
      {
        id,
        number,
        state,
        scheme,
        ...payoutAmounts,
        account: maskedColumn,
        requested_at,
        /** While it is open: when it should have arrived. */
        arrives_by: col.of(
          InstantSchema.nullable(),
          ['p.requested_at', 'p.ended_at', 'p.scheme', 's.country', 's.time_zone'],
          (
            [requestedAt, endedAt, scheme, country, time_zone]: [
              Temporal.Instant,
              Temporal.Instant | null,
              Scheme,
              string,
              string,
            ],
            { db },
          ) => (endedAt ? null : instant(arrivesBy(db, requestedAt, scheme, { country, time_zone }))),
        ),
        ended_at,
        return_reason,
      },
      'Payout',
    ),
    owner: 'p.store_id',
    from: sql`payouts.payouts p
      join payouts.bank_accounts a on a.store_id = p.store_id and a.id = p.bank_account_id
      join sellers.stores s on s.store_id = p.store_id`,
    order: descending(['p.id', 'uuid']),
    file: { name: 'payouts' },
  }),
}
