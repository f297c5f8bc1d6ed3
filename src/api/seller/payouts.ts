import { z } from 'zod'
import { proofOf, proofs, proveSelf } from '#accounts/index.ts'
import { auditEach, moveRefusals } from '#api/payout-writes.ts'
import {
  type BankAccount,
  cancelPayout,
  checkedAccount,
  currentAccount,
  holderOf,
  maskedIban,
  type PayoutState,
  payoutStates,
  requestPayout,
  saveBankAccount,
} from '#payouts/index.ts'
import { accountWaitHours, arrivalDays, payoutFeeMinor } from '#payouts/policy.ts'
import { payoutRefusals } from '#payouts/refusals.ts'
import { audit } from '#platform/audit.ts'
import { addWorkingDays } from '#platform/calendar.ts'
import { type Db, sql } from '#platform/db.ts'
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
  secret,
  storeOwned,
} from '#platform/json.ts'
import { onceInTx } from '#platform/once.ts'
import { refuser } from '#platform/refusal.ts'
import { route } from '#platform/route.ts'
import { inTx } from '#platform/tx.ts'

const refuse = refuser(payoutRefusals)

/** Full numbers stand in the bank's file alone. */
const shown = (account: BankAccount | null) =>
  account && { iban: maskedIban(account.iban), holder: account.holder, bic: account.bic }

const PayoutSchema = z
  .object({
    id: z.string(),
    number: z.string(),
    state: z.enum(payoutStates),
    /** What left the balance; the bank gets it less the fee. */
    amount: MoneySchema,
    fee: MoneySchema,
    arrives: MoneySchema,
    iban: z.string().describe('Country and last four characters only'),
    requested_at: InstantSchema,
    /** While it is open: when it should have arrived. */
    arrives_by: InstantSchema.nullable(),
    ended_at: InstantSchema.nullable(),
    return_reason: z.string().nullable(),
  })
  .meta({ id: 'Payout' })

type Row = Days & {
  id: string
  number: string
  state: PayoutState
  currency: string
  amount_minor: bigint
  fee_minor: bigint
  iban: string
  requested_at: Temporal.Instant
  ended_at: Temporal.Instant | null
  return_reason: string | null
}

/** Whose working days count: the store's country's, in its time zone. */
type Days = { readonly country: string; readonly time_zone: string }

const arrivesBy = (db: Db, requestedAt: Temporal.Instant, { country, time_zone }: Days): Temporal.Instant =>
  addWorkingDays(requestedAt, db.policy.at(requestedAt)(arrivalDays), time_zone, db.holidays.of(country))

export const sellerPayouts = {
  saveBankAccount: route({
    method: 'PUT',
    path: '/api/seller/bank-account',
    audience: 'seller',
    permission: 'balance.pay_out',
    summary: 'Save the store’s bank account; the first payout to a new one is possible after a waiting period',
    input: z.object({
      iban: z.string().trim().min(1).max(50),
      holder: z.string().trim().min(1).max(70),
      bic: z.string().trim().max(20).nullable().default(null),
      code: secret(z.string().max(20)).optional().describe('Code of the second factor'),
      password: secret(z.string().max(200)).optional().describe('Required for users without a second factor'),
    }),
    example: { iban: 'FR1420041010050500013M02606', holder: 'Poterie des Brumes SARL' },
    output: OkSchema,
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
      return ok
    },
  }),

  requestPayout: route({
    method: 'POST',
    path: '/api/seller/payouts',
    audience: 'seller',
    permission: 'balance.pay_out',
    summary: 'Request a payout of an amount from the balance to the store’s bank account, less the fee',
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
    summary: 'Cancel a payout that is not in a batch yet: the full amount returns to the balance',
    input: z.object({ payout_id: storeOwned('pyo') }),
    output: OkSchema,
    refusals: moveRefusals,
    handle: ({ db, storeId, userId, once }, { payout_id }) =>
      onceInTx(db, once, 'cancel payout', async tx => {
        if (payout_id.storeId !== storeId) throw refuse('payout.not_found')
        await cancelPayout(tx, userId, payout_id)
        await auditEach(tx, userId, 'payout.cancel', [payout_id])
        return ok
      }),
  }),

  showPayoutTerms: route({
    method: 'GET',
    path: '/api/seller/payouts/terms',
    audience: 'seller',
    permission: 'balance.read',
    summary: 'The store’s bank account, the payout fee, and when a payout requested now would arrive',
    input: z.object({}),
    output: z.object({
      fee: MoneySchema,
      arrives_by: InstantSchema,
      account: z
        .object({
          iban: z.string().describe('Country and last four characters only'),
          holder: z.string(),
          bic: z.string().nullable(),
          usable_at: InstantSchema,
          usable: z.boolean(),
        })
        .nullable(),
      /** Who the account must belong to, as banks write it. */
      holder: z.string().nullable(),
      account_wait_hours: z.int(),
      /** What the caller is asked for before a change of the account. */
      proof: z.enum(proofs),
    }),
    refusals: [],
    async handle({ db, storeId, userId }) {
      const now = db.clock.now()
      const policy = db.policy.at(now)
      const [account, proof, store] = await Promise.all([
        currentAccount(db.read, storeId),
        proofOf(db.read, userId),
        sql<Days & { legal_name: string | null }>`
          select s.country, s.time_zone, c.legal_name from sellers.stores s
          join sellers.companies c on c.id = s.company_id where s.store_id = ${storeId}
        `.execute(db.read),
      ])
      return {
        fee: money(policy(payoutFeeMinor)),
        arrives_by: instant(arrivesBy(db, now, store.rows[0]!)),
        account: account && {
          iban: maskedIban(account.iban),
          holder: account.holder,
          bic: account.bic,
          usable_at: instant(account.usableAt),
          usable: Temporal.Instant.compare(account.usableAt, now) <= 0,
        },
        holder: store.rows[0]!.legal_name && holderOf(store.rows[0]!.legal_name),
        account_wait_hours: policy(accountWaitHours),
        proof,
      }
    },
  }),

  listPayouts: route({
    method: 'GET',
    path: '/api/seller/payouts',
    audience: 'seller',
    permission: 'balance.read',
    summary: 'The store’s payouts, latest first',
    input: z.object({ ...pageInput }),
    output: pageOf(PayoutSchema),
    refusals: [],
    async handle({ db, storeId }, { after, limit }) {
      const [id] = fromCursor(after, 'uuid') ?? []
      const { rows } = await sql<Row>`
        select p.id, p.number, p.state, p.currency, p.amount_minor, p.fee_minor, a.iban, p.requested_at, p.ended_at,
          p.return_reason, s.country, s.time_zone
        from payouts.payouts p join payouts.bank_accounts a on a.store_id = p.store_id and a.id = p.bank_account_id
        join sellers.stores s on s.store_id = p.store_id
        where p.store_id = ${storeId} ${id ? sql`and p.id < ${id}::uuid` : sql``}
        order by p.id desc limit ${limit + 1}
      `.execute(db.read)
      const last = rows[limit - 1]
      return {
        items: rows.slice(0, limit).map(row => ({
          id: publicId('pyo', storeId, row.id),
          number: row.number,
          state: row.state,
          amount: money(row.amount_minor, row.currency),
          fee: money(row.fee_minor, row.currency),
          arrives: money(row.amount_minor - row.fee_minor, row.currency),
          iban: maskedIban(row.iban),
          requested_at: instant(row.requested_at),
          arrives_by: row.ended_at ? null : instant(arrivesBy(db, row.requested_at, row)),
          ended_at: instantOrNull(row.ended_at),
          return_reason: row.return_reason,
        })),
        next: rows.length > limit && last ? cursorOf(last.id) : null,
      }
    },
  }),
}
