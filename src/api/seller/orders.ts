import { z } from 'zod'
import { period, refusals, Started } from '#api/export-period.ts'
import { type OrderJson, OrderSchema, readOrder } from '#api/order-view.ts'
import { cartLinesMax } from '#cart/limits.ts'
import { periodOf, storeOrdersExport } from '#exports/index.ts'
import {
  type ClosedCause,
  closedCauses,
  commissionOf,
  listedCarriers,
  lowerPrice,
  type OrderState,
  orderStates,
  shipOrder,
} from '#orders/index.ts'
import { orderRefusals } from '#orders/refusals.ts'
import { audit } from '#platform/audit.ts'
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
  OkSchema,
  ok,
  pageInput,
  pageOf,
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
    placed_at: InstantSchema,
    /** Where it goes; who it is for stands on the order's own page. */
    country: z.string(),
    units: z.int(),
    title: z.string(),
    total: MoneySchema,
    deadline: z.object({ kind: z.string(), due_at: InstantSchema }).nullable(),
  })
  .meta({ id: 'SellerOrderRow' })

type Row = {
  id: string
  number: string
  state: OrderState
  closed_cause: ClosedCause | null
  placed_at: Temporal.Instant
  country: string
  units: number
  title: string
  currency: string
  total_minor: bigint
  deadline: { kind: string; due_at: string } | null
}

const rowJson = (storeId: string, row: Row) => ({
  id: publicId('ord', storeId, row.id),
  number: row.number,
  state: row.state,
  closed_cause: row.closed_cause,
  placed_at: instant(row.placed_at),
  country: row.country,
  units: row.units,
  title: row.title,
  total: money(row.total_minor, row.currency),
  deadline: row.deadline && { kind: row.deadline.kind, due_at: instant(Temporal.Instant.from(row.deadline.due_at)) },
})

export const sellerOrders = {
  lowerPrice: route({
    method: 'POST',
    path: '/api/seller/orders/:order_id/lower-price',
    audience: 'seller',
    permission: 'orders.price',
    summary: 'Lower the price of an order that awaits payment',
    input: z.object({
      order_id: storeOwned('ord'),
      lines: z
        .array(z.object({ n: z.int().min(0), unit_minor: z.int().min(1) }))
        .max(cartLinesMax)
        .default([])
        .describe('By their position in the order, from 0'),
      shipping_minor: z.int().min(0).nullable().default(null),
    }),
    example: { shipping_minor: 0 },
    output: OkSchema,
    refusals: ['order.not_found', 'order.wrong_state', 'order.price_not_lower', 'order.payment_under_way'],
    handle: ({ db, storeId, userId, once }, { order_id, lines, shipping_minor }) =>
      onceInTx(db, once, 'lower price', async tx => {
        if (order_id.storeId !== storeId) throw refuse('order.not_found')
        await lowerPrice(tx, userId, order_id, {
          lines: lines.map(line => ({ n: line.n, unitMinor: BigInt(line.unit_minor) })),
          shippingMinor: shipping_minor === null ? null : BigInt(shipping_minor),
        })
        const subject = publicId('ord', storeId, order_id.id)
        await audit(tx, {
          owner: storeId,
          userId,
          action: 'order.lower_price',
          subject,
          after: { lines, shipping_minor },
        })
        return ok
      }),
  }),

  shipOrder: route({
    method: 'POST',
    path: '/api/seller/orders/:order_id/ship',
    audience: 'seller',
    permission: 'orders.ship',
    summary: 'Mark an order as shipped, with carrier and tracking number',
    input: z.object({
      order_id: storeOwned('ord'),
      carrier: z.string().max(50),
      tracking_number: z.string().trim().min(1).max(50),
      add_to_template: z.boolean().default(false),
    }),
    example: { carrier: 'dhl', tracking_number: '1234567891' },
    output: OkSchema,
    refusals: [
      'order.not_found',
      'order.wrong_state',
      'order.carrier_not_in_template',
      'order.tracking_malformed',
      'order.tracking_used',
    ],
    handle: ({ db, storeId, userId, once }, input) =>
      onceInTx(db, once, 'ship order', async tx => {
        if (input.order_id.storeId !== storeId) throw refuse('order.not_found')
        const parcel = {
          carrier: input.carrier,
          trackingNumber: input.tracking_number,
          addToTemplate: input.add_to_template,
        }
        await shipOrder(tx, userId, input.order_id, parcel)
        await audit(tx, {
          owner: storeId,
          userId,
          action: 'order.ship',
          subject: publicId('ord', storeId, input.order_id.id),
          after: { carrier: parcel.carrier, tracking_number: parcel.trackingNumber },
        })
        return ok
      }),
  }),

  startOrdersExport: route({
    method: 'POST',
    path: '/api/seller/orders/exports',
    audience: 'seller',
    permission: 'orders.read',
    summary: 'Start a job that exports the store’s orders in a period',
    input: z.object(period),
    example: { from: '2026-01-01', to: '2026-01-31', format: 'csv' },
    output: Started,
    refusals,
    handle: ({ db, storeId, userId, once }, { from, to, format }) =>
      onceInTx(db, once, 'start export', async tx => {
        const { rows } = await sql<{ time_zone: string }>`
          select time_zone from sellers.stores where store_id = ${storeId}
        `.execute(tx)
        const params = { ...periodOf(from, to, rows[0]!.time_zone, tx.now), format }
        const { id } = await startJob(tx, storeOrdersExport, { owner: storeId, params, userId })
        return { id: publicId('job', storeId, id) }
      }),
  }),

  listStoreOrders: route({
    method: 'GET',
    path: '/api/seller/orders',
    audience: 'seller',
    permission: 'orders.read',
    summary: 'The store’s orders, latest first; filtered by state, country, period or number',
    input: z.object({
      state: z.enum(orderStates).optional(),
      country: z
        .string()
        .regex(/^[A-Z]{2}$/)
        .optional(),
      /** Days in the store's time zone. */
      from: DayInput.optional(),
      to: DayInput.optional(),
      number: z.string().max(20).optional(),
      ...pageInput,
    }),
    output: pageOf(RowSchema).extend({ counts: z.record(z.string(), z.int()) }),
    refusals: [],
    async handle({ db, storeId }, { state, country, from, to, number, after, limit }) {
      const [at, id] = fromCursor(after, 'instant', 'uuid') ?? []
      const filters = [
        state && sql`o.state = ${state}`,
        country && sql`o.address ->> 'country' = ${country}`,
        from && sql`o.placed_at >= ${from}::date::timestamp at time zone s.time_zone`,
        to && sql`o.placed_at < (${to}::date + 1)::timestamp at time zone s.time_zone`,
        number && sql`o.number like ${`${number.toUpperCase().replaceAll(/[%_\\]/g, '')}%`}`,
        at && id && sql`(o.placed_at, o.id) < (${at}::timestamptz, ${id}::uuid)`,
      ].filter(filter => typeof filter === 'object')
      const where = sql.join([sql`o.store_id = ${storeId}`, ...filters], sql` and `)
      const [found, counted] = await Promise.all([
        sql<Row>`
          select o.id, o.number, o.state, o.closed_cause, o.placed_at, o.address ->> 'country' as country, o.currency,
            o.items_minor + o.shipping_minor as total_minor, l.units, l.title,
            (select json_build_object('kind', d.kind, 'due_at', d.due_at) from platform.deadlines d
              where d.owner = o.store_id and d.subject = o.id and d.fired_at is null order by d.due_at limit 1) as deadline
          from orders.orders o join sellers.stores s on s.store_id = o.store_id
          cross join lateral (select sum(l.units)::int as units, min(l.title) filter (where l.n = 0) as title
            from orders.lines l where l.store_id = o.store_id and l.order_id = o.id) l
          where ${where} order by o.placed_at desc, o.id desc limit ${limit + 1}
        `.execute(db.read),
        countByState(db, storeId),
      ])
      const last = found.rows[limit - 1]
      return {
        items: found.rows.slice(0, limit).map(row => rowJson(storeId, row)),
        next: found.rows.length > limit && last ? cursorOf(last.placed_at.toString(), last.id) : null,
        counts: counted,
      }
    },
  }),

  showStoreOrder: route({
    method: 'GET',
    path: '/api/seller/orders/:order_id',
    audience: 'seller',
    permission: 'orders.read',
    summary: 'One of the store’s orders',
    input: z.object({ order_id: storeOwned('ord') }),
    output: OrderSchema.extend({
      /**
       * What the platform keeps when the order completes, and what is left for the store. Null for who may not see what
       * the store earns.
       */
      commission: MoneySchema.nullable(),
      receives: MoneySchema.nullable(),
      /** Carriers that the order's templates name for its country and service, and the others one may add to them. */
      carriers: z.array(
        z.object({ code: z.string(), name: z.string(), tracking_example: z.string(), listed: z.boolean() }),
      ),
    }),
    refusals: ['order.not_found'],
    async handle({ db, storeId, principal }, { order_id }) {
      if (order_id.storeId !== storeId) throw refuse('order.not_found')
      const [found, carriers] = await Promise.all([
        readOrder(db.read, storeId, order_id.id),
        sql<{ code: string; name: string; tracking_example: string; listed: boolean }>`
          select c.code, c.name, c.tracking_example, c.code in (${listedCarriers(order_id)}) as listed
          from shipping.carriers c order by listed desc, c.name
        `.execute(db.read),
      ])
      if (!found) throw refuse('order.not_found')
      const mayKnow = principal!.permissions.has('balance.read')
      const shares = mayKnow ? sharesOf(found.order) : { commission: null, receives: null }
      return { ...found.order, ...shares, carriers: carriers.rows }
    },
  }),
}

/** What the platform and the store have of what the buyer keeps. */
function sharesOf({ lines, total, refunds }: OrderJson) {
  const commission = commissionOf(
    lines.map(line => ({
      paidMinor: BigInt(line.total.amount_minor),
      refundedMinor: BigInt(line.refunded.amount_minor),
      commissionBps: line.commission_bps,
    })),
  )
  const refunded = refunds.reduce((sum, refund) => sum + refund.amount.amount_minor, 0)
  return {
    commission: money(commission, total.currency),
    receives: money(BigInt(total.amount_minor - refunded) - commission, total.currency),
  }
}

/** By state; 1001 stands for more than a thousand. */
async function countByState(db: { read: Parameters<ReturnType<typeof sql>['execute']>[0] }, storeId: string) {
  const { rows } = await sql<{ state: string; n: number }>`
    select s.state, (select count(*)::int from (select 1 from orders.orders o
      where o.store_id = ${storeId} and o.state = s.state limit 1001) c) as n
    from unnest(${orderStates as readonly string[]}::text[]) s(state)
  `.execute(db.read)
  return Object.fromEntries(rows.map(row => [row.state, row.n]))
}
