import { z } from 'zod'
import { balanceOf, type JournalKind, journalKinds, storeAccounts } from '#ledger/index.ts'
import { sql } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import { cursorOf, fromCursor, InstantSchema, instant, MoneySchema, money, pageInput, pageOf } from '#platform/json.ts'
import { marketCurrency } from '#platform/money.ts'
import { route } from '#platform/route.ts'

const MovementSchema = z
  .object({
    id: z.string(),
    kind: z.enum(journalKinds),
    at: InstantSchema,
    order: z.object({ id: z.string(), number: z.string() }).nullable(),
    payout: z.object({ id: z.string(), number: z.string() }).nullable(),
    /** What the buyer paid for the order, and what the platform kept of it; 0 of a payout. */
    gross: MoneySchema,
    commission: MoneySchema,
    /** What came into the balance; negative when it went out. */
    amount: MoneySchema,
    /** What was frozen because an order is claimed; negative when it was freed or paid back to the buyer. */
    frozen: MoneySchema,
    /** What the store owes more than before; negative when it was repaid. */
    owed: MoneySchema,
    /** True once the journal is part of the store's hash chain. */
    sealed: z.boolean(),
  })
  .meta({ id: 'Movement' })

type Row = {
  id: string
  kind: JournalKind
  at: Temporal.Instant
  currency: string
  order_id: string | null
  number: string | null
  payout_id: string | null
  payout_number: string | null
  gross: bigint
  commission: bigint
  available: bigint
  frozen: bigint
  receivable: bigint
  sealed: boolean
}

/** The store's own accounts, as literals: the index of `ledger.transfers` over them is partial. */
const ownAccounts = sql.raw(storeAccounts.map(account => `'${account}'`).join(', '))

/** SQL: credits less debits of an account among some transfers. */
const movedIn = (account: string) =>
  sql`coalesce(sum(case ${sql.lit(account)} when credit then amount_minor when debit then -amount_minor end), 0)::bigint`

export const sellerBalance = {
  showBalance: route({
    method: 'GET',
    path: '/api/seller/balance',
    audience: 'seller',
    permission: 'balance.read',
    summary: 'The store’s balance, and the money held for its open orders',
    input: z.object({}),
    output: z.object({
      available: MoneySchema,
      /** Paid by buyers, kept until their orders complete. */
      escrow: MoneySchema,
      orders_in_escrow: z.int(),
      /** The store's, kept while buyers claim some of it back. */
      frozen: MoneySchema,
      /** What the store owes; the next orders to complete repay it. */
      owed: MoneySchema,
    }),
    refusals: [],
    async handle({ db, storeId }) {
      const [available, owed, held] = await Promise.all([
        balanceOf(db.read, storeId, 'available', marketCurrency),
        balanceOf(db.read, storeId, 'receivable', marketCurrency),
        sql<{ account: string; sum: bigint; orders: number }>`
          select account, sum(balance_minor)::bigint as sum, count(*)::int as orders from ledger.order_balances
          where store_id = ${storeId} and currency = ${marketCurrency} and balance_minor > 0 group by account
        `.execute(db.read),
      ])
      const kept = (account: 'escrow' | 'frozen') => held.rows.find(row => row.account === account)
      return {
        available: money(available),
        escrow: money(kept('escrow')?.sum ?? 0n),
        orders_in_escrow: kept('escrow')?.orders ?? 0,
        frozen: money(kept('frozen')?.sum ?? 0n),
        owed: money(owed),
      }
    },
  }),

  listMovements: route({
    method: 'GET',
    path: '/api/seller/balance/movements',
    audience: 'seller',
    permission: 'balance.read',
    summary: 'Movements of the balance, latest first',
    input: z.object({ ...pageInput }),
    output: pageOf(MovementSchema),
    refusals: [],
    async handle({ db, storeId }, { after, limit }) {
      const [id] = fromCursor(after, 'uuid') ?? []
      const afterLast = id ? sql`and journal_id < ${id}::uuid` : sql``
      const { rows } = await sql<Row>`
        select j.id, j.kind, j.at, j.currency, j.order_id, o.number, p.id as payout_id,
          p.number as payout_number, t.gross, t.commission, t.available, t.frozen, t.receivable,
          not exists (select 1 from platform.unsealed u
            where u.owner = j.store_id and u.stream = 'ledger' and u.entry_id = j.id) as sealed
        from (select distinct journal_id from ledger.transfers
          where store_id = ${storeId} and (debit in (${ownAccounts}) or credit in (${ownAccounts})) ${afterLast}
          order by journal_id desc limit ${limit + 1}) m
        join ledger.journals j on j.store_id = ${storeId} and j.id = m.journal_id
        cross join lateral (
          select ${movedIn('available')} as available, ${movedIn('frozen')} as frozen, -${movedIn('receivable')} as receivable,
            ${movedIn('commission')} as commission,
            coalesce(sum(amount_minor) filter (where debit = 'escrow'), 0)::bigint as gross
          from ledger.transfers where store_id = j.store_id and journal_id = j.id) t
        left join orders.orders o on o.store_id = j.store_id and o.id = j.order_id
        left join payouts.payouts p on p.store_id = j.store_id and p.id = j.subject and j.kind like 'payout.%'
        order by j.id desc
      `.execute(db.read)
      const last = rows[limit - 1]
      return {
        items: rows.slice(0, limit).map(row => ({
          id: publicId('jrn', storeId, row.id),
          kind: row.kind,
          at: instant(row.at),
          order: row.order_id && row.number ? { id: publicId('ord', storeId, row.order_id), number: row.number } : null,
          payout:
            row.payout_id && row.payout_number
              ? { id: publicId('pyo', storeId, row.payout_id), number: row.payout_number }
              : null,
          gross: money(row.gross, row.currency),
          commission: money(row.commission, row.currency),
          amount: money(row.available, row.currency),
          frozen: money(row.frozen, row.currency),
          owed: money(row.receivable, row.currency),
          sealed: row.sealed,
        })),
        next: rows.length > limit && last ? cursorOf(last.id) : null,
      }
    },
  }),
}
