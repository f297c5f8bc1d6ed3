import { z } from 'zod'
import {
  type ClosedCause,
  closedCauses,
  commissionOf,
  listedCarriers,
  type OrderState,
  orderStates,
} from '#orders/index.ts'
import { orderRefusals } from '#orders/refusals.ts'
import { sql } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
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
  storeOwned,
} from '#platform/json.ts'
import { refuser } from '#platform/refusal.ts'
import { route } from '#platform/route.ts'
import { type OrderJson, OrderSchema, readOrder } from '#screens/order-view.ts'

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

export const sellerOrderScreens = {
  listStoreOrders: route({
    method: 'GET',
    path: '/api/seller/orders',
    audience: 'seller',
    permission: 'orders.read',
    summary: 'The store’s orders: by state, country, period, number; latest first',
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
