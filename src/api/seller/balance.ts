import type { RawBuilder } from 'kysely'
import { z } from 'zod'
import { balanceOf, heldMoney, journalKinds, storeAccounts } from '#ledger/index.ts'
import { orderStates } from '#orders/index.ts'
import { col, rowOf } from '#platform/columns.ts'
import { type Db, sql } from '#platform/db.ts'
import { parsePublicId } from '#platform/ids.ts'
import { DayInput, MoneySchema, money } from '#platform/json.ts'
import { ascending, descending, listOf } from '#platform/list.ts'
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
    /** What was available after it. */
    available_after: col.money(sql`0::bigint`, 'j.currency'),
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

/** SQL: the start of a day, or of the day `later` days after, where the store is. */
const startOf = (day: string, later = 0) => sql`(${day}::date + ${later}::int)::timestamp at time zone s.time_zone`

/** SQL: the ids of a store's journals that meet a condition on `j`, and `s`, the store. */
const journalsOf = (storeId: string, condition: RawBuilder<unknown>) => sql`
  select j.id from ledger.journals j join sellers.stores s on s.store_id = ${storeId}
  where j.store_id = ${storeId} and ${condition}`

/** What was available after a journal: what is now, without what moved since, in one statement. */
async function availableAfter(db: Db, storeId: string, journal: string): Promise<number> {
  const [, id] = parsePublicId('jrn', 2, journal)!
  const { rows } = await sql<{ after: bigint }>`
    select coalesce((select balance_minor from ledger.balances
        where store_id = ${storeId} and account = 'available' and currency = ${marketCurrency}), 0)
      - coalesce((select sum(case 'available' when credit then amount_minor when debit then -amount_minor end)
        from ledger.transfers where store_id = ${storeId} and journal_id > ${id}
          and 'available' in (debit, credit)), 0) as after
  `.execute(db.read)
  return Number(rows[0]!.after)
}

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

  listHeldOrders: listOf({
    path: '/api/seller/balance/held',
    audience: 'seller',
    permission: 'balance.read',
    summary: 'Orders whose money is held, with the latest day of its release, what is released first first',
    input: {},
    row: rowOf(
      {
        id: col.id('ord', 'o.store_id', 'o.id'),
        number: col.text('o.number'),
        state: col.oneOf(orderStates, 'o.state'),
        /** What the buyer paid and did not get back: the commission is taken when it is released. */
        held: col.money(sql`coalesce(e.balance_minor, 0)`, 'o.currency'),
        /** At the latest, if nobody opens a claim; null until the order is shipped. */
        released_at: col.nullable(col.instant('d.due_at')),
      },
      'HeldOrder',
    ),
    owner: 'o.store_id',
    from: (_, { storeId }) => sql`orders.orders o
      left join platform.deadlines d on d.owner = ${storeId} and d.subject = o.id and d.kind = 'orders.complete_by'
        and d.fired_at is null
      left join ledger.order_balances e on e.store_id = ${storeId} and e.order_id = o.id and e.account = 'escrow'`,
    where: sql`o.state in ('awaiting_shipment', 'awaiting_receipt')`,
    order: ascending([sql`coalesce(d.due_at, '9999-01-01'::timestamptz)`, 'instant'], ['o.id', 'uuid']),
    file: { name: 'held' },
  }),

  listMovements: listOf({
    path: '/api/seller/balance/movements',
    audience: 'seller',
    permission: 'balance.read',
    summary: 'Movements of the balance, latest first',
    input: {
      /** Days in the store's time zone. */
      from: DayInput.optional(),
      to: DayInput.optional(),
    },
    filters: {
      from: (day, _, { storeId }) => sql`m.journal_id in (${journalsOf(storeId, sql`j.at >= ${startOf(day)}`)})`,
      to: (day, _, { storeId }) => sql`m.journal_id in (${journalsOf(storeId, sql`j.at < ${startOf(day, 1)}`)})`,
    },
    row: movement,
    owner: 'm.store_id',
    from: sql`ledger.transfers m`,
    pageColumns: sql`distinct m.store_id, m.journal_id`,
    where: sql`(m.debit in (${ownAccounts}) or m.credit in (${ownAccounts}))`,
    order: descending(['m.journal_id', 'uuid']),
    complete: async ({ db, storeId }, items) => {
      let after = items[0] ? await availableAfter(db, storeId, items[0].id) : 0
      return items.map(item => {
        const available_after = money(after)
        after -= item.amount.amount_minor
        return { ...item, available_after }
      })
    },
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
