import { z } from 'zod'
import { balanceOf, heldMoney, journalKinds, storeAccounts } from '#ledger/index.ts'
import { col, rowOf } from '#platform/columns.ts'
import { sql } from '#platform/db.ts'
import { MoneySchema, money } from '#platform/json.ts'
import { descending, listOf } from '#platform/list.ts'
import { marketCurrency } from '#platform/market.ts'
import { route } from '#platform/route.ts'

/** The store's own accounts, as literals: the index of `ledger.transfers` over them is partial. */
const ownAccounts = sql.raw(storeAccounts.map(account => `'${account}'`).join(', '))

/** SQL: credits less debits of an account among some transfers. */
const movedIn = (account: string) =>
  sql`coalesce(sum(case ${sql.lit(account)} when credit then amount_minor when debit then -amount_minor end), 0)::bigint`

const movement = rowOf(
  {
    id: col.id('jrn', 'j.store_id', 'j.id'),
    kind: col.oneOf(journalKinds, 'j.kind'),
    at: col.instant('j.at'),
    order: col.nullable(col.group({ id: col.id('ord', 'j.store_id', 'j.order_id'), number: col.text('o.number') })),
    payout: col.nullable(col.group({ id: col.id('pyo', 'j.store_id', 'p.id'), number: col.text('p.number') })),
    /** What the buyer paid for the order, and what the platform kept of it; 0 of a payout. */
    gross: col.money('t.gross', 'j.currency'),
    commission: col.money('t.commission', 'j.currency'),
    /** What came into the balance; negative when it went out. */
    amount: col.money('t.available', 'j.currency'),
    /** What was frozen because an order is claimed; negative when it was freed or paid back to the buyer. */
    frozen: col.money('t.frozen', 'j.currency'),
    /** What the store owes more than before; negative when it was repaid. */
    owed: col.money('t.receivable', 'j.currency'),
    /** True once the journal is part of the store's hash chain. */
    sealed: col.bool(
      owned => sql`not exists (select 1 from platform.unsealed u
        where ${owned('u.owner')} and u.stream = 'ledger' and u.entry_id = j.id)`,
    ),
  },
  'Movement',
)

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
        heldMoney(db, storeId),
      ])
      return {
        available: money(available),
        escrow: money(held.escrow.sum),
        orders_in_escrow: held.escrow.orders,
        frozen: money(held.frozen.sum),
        owed: money(owed),
      }
    },
  }),

  listMovements: listOf({
    path: '/api/seller/balance/movements',
    audience: 'seller',
    permission: 'balance.read',
    summary: 'Movements of the balance, latest first',
    input: {},
    row: movement,
    owner: 'm.store_id',
    from: sql`ledger.transfers m`,
    pageColumns: sql`distinct m.store_id, m.journal_id`,
    where: sql`(m.debit in (${ownAccounts}) or m.credit in (${ownAccounts}))`,
    order: descending(['m.journal_id', 'uuid']),
    joined: (page, owned) => sql`(${page}) m
      join ledger.journals j on ${owned('j.store_id')} and j.id = m.journal_id
      cross join lateral (
        select ${movedIn('available')} as available, ${movedIn('frozen')} as frozen, -${movedIn('receivable')} as receivable,
          ${movedIn('commission')} as commission,
          coalesce(sum(amount_minor) filter (where debit = 'escrow'), 0)::bigint as gross
        from ledger.transfers where ${owned('transfers.store_id')} and journal_id = j.id) t
      left join orders.orders o on ${owned('o.store_id')} and o.id = j.order_id
      left join payouts.payouts p on ${owned('p.store_id')} and p.id = j.subject and j.kind like 'payout.%'`,
    file: { name: 'movements' },
  }),
}
