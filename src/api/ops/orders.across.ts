import { z } from 'zod'
import { period, refusals, Started } from '#api/export-period.ts'
import { OrderSchema, readOrder, withRefusedPayments } from '#api/order-view.ts'
import { allOrdersExport, periodOf } from '#exports/index.ts'
import { type ClosedCause, closedCauses, type OrderState, orderStates } from '#orders/index.ts'
import { orderRefusals } from '#orders/refusals.ts'
import { platformOwner } from '#platform/audit.ts'
import { marketTimeZone } from '#platform/calendar.ts'
import { sql } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import { startJob } from '#platform/jobs.ts'
import {
  cursorOf,
  DayInput,
  fromCursor,
  InstantSchema,
  instant,
  MoneySchema,
  money,
  pageInput,
  pageOf,
  single,
  storeOwned,
} from '#platform/json.ts'
import { onceInTx } from '#platform/once.ts'
import { refuser } from '#platform/refusal.ts'
import { route } from '#platform/route.ts'

const refuse = refuser(orderRefusals)

const RowSchema = z
  .object({
    id: z.string(),
    number: z.string(),
    state: z.enum(orderStates),
    closed_cause: z.enum(closedCauses).nullable(),
    store: z.object({ id: z.string(), name: z.string() }),
    placed_at: InstantSchema,
    country: z.string(),
    total: MoneySchema,
    deadline: z.object({ kind: z.string(), due_at: InstantSchema }).nullable(),
  })
  .meta({ id: 'OpsOrderRow' })

type Row = {
  store_id: string
  id: string
  number: string
  state: OrderState
  closed_cause: ClosedCause | null
  name: string
  placed_at: Temporal.Instant
  country: string
  currency: string
  total_minor: bigint
  deadline: { kind: string; due_at: string } | null
}

type EscrowRow = {
  id: string
  kind: string
  at: Temporal.Instant
  transfers: { debit: string; credit: string; amount: number }[]
}

export const opsOrders = {
  startAllOrdersExport: route({
    method: 'POST',
    path: '/api/ops/orders/exports',
    audience: 'ops',
    summary: 'Start a job that exports the orders of all stores in a period',
    input: z.object(period),
    example: { from: '2026-01-01', to: '2026-01-31', format: 'csv' },
    output: Started,
    refusals,
    handle: ({ db, userId, once }, { from, to, format }) =>
      onceInTx(db, once, 'start export', async tx => {
        const params = { ...periodOf(from, to, marketTimeZone, tx.now), format }
        const { id } = await startJob(tx, allOrdersExport, { owner: platformOwner, params, userId })
        return { id: publicId('job', platformOwner, id) }
      }),
  }),

  listAllOrders: route({
    method: 'GET',
    path: '/api/ops/orders',
    audience: 'ops',
    summary: 'Orders of all stores, latest first; filtered by state, store, period, number or buyer’s e-mail',
    input: z.object({
      state: z.enum(orderStates).optional(),
      store_id: single('sto').optional(),
      /** Days on which they were placed, in the market's time zone. */
      from: DayInput.optional(),
      to: DayInput.optional(),
      number: z.string().max(20).optional(),
      /** Of the buyer, as the orders were placed with. */
      email: z.string().max(254).optional(),
      ...pageInput,
    }),
    output: pageOf(RowSchema),
    refusals: [],
    async handle({ db }, { state, store_id, from, to, number, email, after, limit }) {
      const [at, id] = fromCursor(after, 'instant', 'uuid') ?? []
      // A purchase and its orders are placed at the same instant: walked by purchase, one buyer's list ends where the
      // page is full, however much they bought.
      const [orders, placed] = email
        ? [
            sql`orders.purchases p join orders.buyer_orders b on b.buyer_id = p.buyer_id and b.purchase_id = p.id
              join orders.orders o on o.store_id = b.store_id and o.id = b.order_id`,
            sql`p.placed_at`,
          ]
        : [sql`orders.orders o`, sql`o.placed_at`]
      const filters = [
        state && sql`o.state = ${state}`,
        store_id && sql`o.store_id = ${store_id}`,
        from && sql`${placed} >= ${from}::date::timestamp at time zone ${marketTimeZone}`,
        to && sql`${placed} < (${to}::date + 1)::timestamp at time zone ${marketTimeZone}`,
        email && sql`p.email = ${email.trim().toLowerCase()}`,
        number && sql`o.number = ${number.trim().toUpperCase()}`,
        at && id && sql`(${placed}, o.id) < (${at}::timestamptz, ${id}::uuid)`,
      ].filter(filter => typeof filter === 'object')
      const { rows } = await sql<Row>`
        select o.store_id, o.id, o.number, o.state, o.closed_cause, s.name, o.placed_at, o.currency,
          o.address ->> 'country' as country, o.items_minor + o.shipping_minor as total_minor,
          (select json_build_object('kind', d.kind, 'due_at', d.due_at) from platform.deadlines d
            where d.owner = o.store_id and d.subject = o.id and d.fired_at is null order by d.due_at limit 1) as deadline
        from ${orders} join sellers.stores s on s.store_id = o.store_id
        where ${sql.join([sql`true`, ...filters], sql` and `)} order by ${placed} desc, o.id desc limit ${limit + 1}
      `.execute(db.read)
      const last = rows[limit - 1]
      return {
        items: rows.slice(0, limit).map(row => ({
          id: publicId('ord', row.store_id, row.id),
          number: row.number,
          state: row.state,
          closed_cause: row.closed_cause,
          store: { id: publicId('sto', row.store_id), name: row.name },
          placed_at: instant(row.placed_at),
          country: row.country,
          total: money(row.total_minor, row.currency),
          deadline: row.deadline && {
            kind: row.deadline.kind,
            due_at: instant(Temporal.Instant.from(row.deadline.due_at)),
          },
        })),
        next: rows.length > limit && last ? cursorOf(last.placed_at.toString(), last.id) : null,
      }
    },
  }),

  showAnyOrder: route({
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
          transfers: z.array(z.object({ debit: z.string(), credit: z.string(), amount: MoneySchema })),
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
        ...withRefusedPayments(found),
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
