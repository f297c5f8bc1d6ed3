import { z } from 'zod'
import { period, refusals, Started } from '#api/export-period.ts'
import { orderColumns } from '#api/order-columns.ts'
import { OrderSchema, readOrder, withRefusedPayments } from '#api/order-view.ts'
import { emailMaxCharacters } from '#auth/limits.ts'
import { allOrdersExport, periodOf } from '#exports/index.ts'
import { type Account, accountNames } from '#ledger/index.ts'
import { orderStates } from '#orders/index.ts'
import { orderRefusals } from '#orders/refusals.ts'
import { platformOwner } from '#platform/audit.ts'
import { col, rowOf } from '#platform/columns.ts'
import { command } from '#platform/command.ts'
import { sql } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import { startJob } from '#platform/jobs.ts'
import { DayInput, InstantSchema, instant, MoneySchema, money, oneOf, single, storeOwned } from '#platform/json.ts'
import { descending, listOf } from '#platform/list.ts'
import { marketTimeZone } from '#platform/market.ts'
import { refuser } from '#platform/refusal.ts'
import { route } from '#platform/route.ts'

const refuse = refuser(orderRefusals)

const { id, number, state, closed_cause, placed_at, country, total, deadline } = orderColumns('o')
const store = col.group({ id: col.id('sto', 'o.store_id'), name: col.text('s.name') })

/**
 * A purchase and its orders are placed at the same instant, so one buyer's list is read by purchase and stops when the
 * page is full.
 */
const placedAt = (email: string | undefined): string => (email ? 'p.placed_at' : 'o.placed_at')

type EscrowRow = {
  id: string
  kind: string
  at: Temporal.Instant
  transfers: { debit: Account; credit: Account; amount: number }[]
}

export const opsOrders = {
  startAllOrdersExport: command({
    method: 'POST',
    path: '/api/ops/orders/exports',
    audience: 'ops',
    summary: 'Start a job that exports the orders of all stores in a period',
    input: z.object(period),
    example: { from: '2026-01-01', to: '2026-01-31', format: 'csv' },
    output: Started,
    refusals,
    run: (tx, { userId }, { from, to, format }) => {
      const params = { ...periodOf(from, to, marketTimeZone, tx.now), format }
      return startJob(tx, allOrdersExport, { owner: platformOwner, params, userId })
    },
    audit: { none: 'startJob records `job.start`' },
    answer: ({ owner, id }) => ({ id: publicId('job', owner, id) }),
  }),

  listAllOrders: listOf({
    path: '/api/ops/orders',
    audience: 'ops',
    summary: 'Orders of all stores, latest first; filtered by state, store, period, number or buyer’s e-mail',
    input: {
      state: z.enum(orderStates).optional(),
      store_id: single('sto').optional(),
      /** Days of placing, in the market's time zone. */
      from: DayInput.optional(),
      to: DayInput.optional(),
      number: z.string().max(20).optional(),
      /** The buyer's e-mail address when the orders were placed. */
      email: z.string().max(emailMaxCharacters).optional(),
    },
    row: rowOf({ id, number, state, closed_cause, store, placed_at, country, total, deadline }, 'OpsOrderRow'),
    from: ({ email }) =>
      sql`${
        email
          ? sql`orders.purchases p join orders.buyer_orders b on b.buyer_id = p.buyer_id and b.purchase_id = p.id
            join orders.orders o on o.store_id = b.store_id and o.id = b.order_id`
          : sql`orders.orders o`
      } join sellers.stores s on s.store_id = o.store_id`,
    filters: {
      state: state => sql`o.state = ${state}`,
      store_id: storeId => sql`o.store_id = ${storeId}`,
      from: (day, { email }) =>
        sql`${sql.ref(placedAt(email))} >= ${day}::date::timestamp at time zone ${marketTimeZone}`,
      to: (day, { email }) =>
        sql`${sql.ref(placedAt(email))} < (${day}::date + 1)::timestamp at time zone ${marketTimeZone}`,
      email: email => sql`p.email = ${email.trim().toLowerCase()}`,
      number: number => sql`o.number = ${number.trim().toUpperCase()}`,
    },
    order: ({ email }) => descending([placedAt(email), 'instant'], ['o.id', 'uuid']),
    file: { name: 'orders' },
  }),

  showOrderAsOperator: route({
    method: 'GET',
    path: '/api/ops/orders/:order_id',
    audience: 'ops',
    summary: 'An order with its journals',
    input: z.object({ order_id: storeOwned('ord') }),
    output: OrderSchema.extend({
      journals: z.array(
        z.object({
          id: z.string(),
          kind: z.string(),
          at: InstantSchema,
          transfers: z.array(
            z.object({ debit: oneOf(accountNames), credit: oneOf(accountNames), amount: MoneySchema }),
          ),
        }),
      ),
    }),
    refusals: ['order.not_found'],
    async handle({ db }, { order_id }) {
      const [found, journals] = await Promise.all([
        readOrder(db.read, order_id.storeId, order_id.id),
        sql<EscrowRow>`
          select j.id, j.kind, j.at, (select json_agg(json_build_object('debit', t.debit, 'credit', t.credit,
              'amount', t.amount_minor) order by t.n) from ledger.transfers t
              where t.store_id = j.store_id and t.journal_id = j.id) as transfers
          from ledger.journals j where j.store_id = ${order_id.storeId} and j.order_id = ${order_id.id} order by j.id
        `.execute(db.read),
      ])
      if (!found) throw refuse('order.not_found')
      return {
        ...(await withRefusedPayments(db.read, found)),
        journals: journals.rows.map(row => ({
          id: publicId('jrn', order_id.storeId, row.id),
          kind: row.kind,
          at: instant(row.at),
          transfers: row.transfers.map(transfer => ({ ...transfer, amount: money(transfer.amount) })),
        })),
      }
    },
  }),
}
