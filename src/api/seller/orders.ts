import { z } from 'zod'
import { period, refusals, Started } from '#api/export-period.ts'
import { orderColumns } from '#api/order-columns.ts'
import { type OrderJson, OrderSchema, readOrder, refundsOf } from '#api/order-view.ts'
import { AddressSchema } from '#cart/index.ts'
import { cartLinesMax } from '#cart/limits.ts'
import { periodOf, storeOrdersExport } from '#exports/index.ts'
import {
  addressHidden,
  addressHiddenBecause,
  commissionOf,
  correctTracking,
  endStates,
  listedCarriers,
  lowerPrice,
  type OrderState,
  orderStates,
  otherCarrier,
  shipOrder,
} from '#orders/index.ts'
import { carrierNameMaxCharacters, trackingNumberMaxCharacters, trackingUrlMaxCharacters } from '#orders/limits.ts'
import { orderRefusals } from '#orders/refusals.ts'
import { col, rowOf } from '#platform/columns.ts'
import { command } from '#platform/command.ts'
import { type Db, sql } from '#platform/db.ts'
import { publicId } from '#platform/ids.ts'
import { startJob } from '#platform/jobs.ts'
import { DayInput, MoneySchema, money, oneOf, storeOwned, UpdatedSince } from '#platform/json.ts'
import { ascending, descending, listOf } from '#platform/list.ts'
import { movedSince } from '#platform/moved-since.ts'
import { recentlyUsed } from '#platform/recently-used.ts'
import { refuser } from '#platform/refusal.ts'
import { route } from '#platform/route.ts'

const refuse = refuser(orderRefusals)

const { id, number, state, closed_cause, placed_at, country, total, deadline } = orderColumns('o')
/** A state's orders are counted up to here: beyond, the exact number is of no use. */
const countedUpTo = 1_000

const parcelInput = {
  carrier: z.string().max(50).describe('See `listCarriers`; `other` is any that is not listed'),
  tracking_number: z.string().trim().min(1).max(trackingNumberMaxCharacters),
  carrier_name: z
    .string()
    .trim()
    .max(carrierNameMaxCharacters)
    .nullable()
    .default(null)
    .describe('Of the carrier `other`: who it is'),
  tracking_url: z
    .url({ protocol: /^https$/ })
    .max(trackingUrlMaxCharacters)
    .nullable()
    .default(null)
    .describe('Of the carrier `other`: the https address where the parcel can be followed'),
}

const parcelOf = (input: z.output<z.ZodObject<typeof parcelInput>>) => ({
  carrier: input.carrier,
  trackingNumber: input.tracking_number,
  carrierName: input.carrier_name,
  trackingUrl: input.tracking_url,
})

const units = col.int('l.units')
const lines = col.int('l.lines')
/** Of the first line. */
const title = col.text('l.title')
const sku = col.text('l.sku')
const picture = col.nullable(col.picture('o.store_id', 'l.picture', 96))

/** The column that says when an order in this state is due. */
const dueColumns: Partial<Record<OrderState, string>> = {
  awaiting_payment: 'o.pay_by',
  payment_in_progress: 'o.pay_by',
  awaiting_shipment: 'o.ship_by',
}

/**
 * SQL: the ids of a store's orders that a text names: by number, words of a title, SKU, tracking number; by town only
 * those whose address the store sees anyway.
 */
export function ordersWith(storeId: string, text: string) {
  const escaped = text.replaceAll(/[%_\\]/g, '\\$&')
  const [within, begun] = [`%${escaped}%`, `${escaped}%`]
  const number = escaped.toUpperCase().replaceAll(/[\s-]/g, '')
  const bare = number ? `${number}%` : null
  return sql`
    select n.id from orders.orders n where n.store_id = ${storeId}
      and (replace(n.number, '-', '') like ${bare}
        or n.state in ('awaiting_shipment', 'awaiting_receipt') and n.address ->> 'city' ilike ${begun})
    union select w.order_id from orders.lines w where w.store_id = ${storeId}
      and (w.title ilike ${within} or w.sku ilike ${begun})
    union select h.order_id from orders.shipments h where h.store_id = ${storeId} and h.tracking_number like ${bare}`
}

export const sellerOrders = {
  lowerPrice: command({
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
    refusals: ['order.not_found', 'order.wrong_state', 'order.price_not_lower', 'order.payment_under_way'],
    owns: { order_id: 'order.not_found' },
    run: (tx, { userId }, { order_id, lines, shipping_minor }) =>
      lowerPrice(tx, userId, order_id, {
        lines: lines.map(line => ({ n: line.n, unitMinor: BigInt(line.unit_minor) })),
        shippingMinor: shipping_minor === null ? null : BigInt(shipping_minor),
      }),
    audit: 'order.lower_price',
    entry: ({ order_id: { storeId, id }, ...after }) => ({ subject: publicId('ord', storeId, id), after }),
  }),

  shipOrder: command({
    method: 'POST',
    path: '/api/seller/orders/:order_id/ship',
    audience: 'seller',
    permission: 'orders.ship',
    summary: 'Mark an order as shipped, with carrier and tracking number',
    input: z.object({
      order_id: storeOwned('ord'),
      ...parcelInput,
      add_to_template: z.boolean().default(false),
    }),
    example: { carrier: 'dhl', tracking_number: '1234567891' },
    refusals: [
      'order.not_found',
      'order.wrong_state',
      'order.carrier_not_in_template',
      'order.carrier_unnamed',
      'order.tracking_malformed',
      'order.tracking_used',
    ],
    owns: { order_id: 'order.not_found' },
    run: (tx, { userId }, { order_id, add_to_template, ...parcel }) =>
      shipOrder(tx, userId, order_id, { ...parcelOf(parcel), addToTemplate: add_to_template }),
    audit: 'order.ship',
    entry: ({ order_id: { storeId, id }, carrier, tracking_number }) => ({
      subject: publicId('ord', storeId, id),
      after: { carrier, tracking_number },
    }),
  }),

  correctTracking: command({
    method: 'POST',
    path: '/api/seller/orders/:order_id/correct-tracking',
    audience: 'seller',
    permission: 'orders.ship',
    summary: 'Correct the carrier and tracking number of the latest parcel, until the carrier has scanned it',
    input: z.object({ order_id: storeOwned('ord'), ...parcelInput }),
    example: { carrier: 'dhl', tracking_number: '1234567892' },
    refusals: [
      'order.not_found',
      'order.wrong_state',
      'order.parcel_scanned',
      'order.carrier_unnamed',
      'order.tracking_malformed',
      'order.tracking_used',
    ],
    owns: { order_id: 'order.not_found' },
    run: (tx, { userId }, { order_id, ...parcel }) => correctTracking(tx, userId, order_id, parcelOf(parcel)),
    audit: 'order.correct_tracking',
    entry: ({ order_id: { storeId, id }, carrier, tracking_number }, before) =>
      before && { subject: publicId('ord', storeId, id), before, after: { carrier, tracking_number } },
  }),

  startOrdersExport: command({
    method: 'POST',
    path: '/api/seller/orders/exports',
    audience: 'seller',
    permission: 'orders.read',
    summary: 'Start a job that exports the store’s orders in a period',
    input: z.object(period),
    example: { from: '2026-01-01', to: '2026-01-31', format: 'csv' },
    output: Started,
    refusals,
    async run(tx, { storeId, userId }, { from, to, format }) {
      const { rows } = await sql<{ time_zone: string }>`
        select time_zone from sellers.stores where store_id = ${storeId}
      `.execute(tx)
      const params = { ...periodOf(from, to, rows[0]!.time_zone, tx.now), format }
      return startJob(tx, storeOrdersExport, { owner: storeId, params, userId })
    },
    audit: { none: 'startJob records `job.start`' },
    answer: ({ owner, id }) => ({ id: publicId('job', owner, id) }),
  }),

  listStoreOrders: listOf({
    path: '/api/seller/orders',
    audience: 'seller',
    permission: 'orders.read',
    summary: 'The store’s orders, latest first or what is due first; filtered by state, country, period or words',
    input: {
      state: z.enum(orderStates).optional(),
      country: z
        .string()
        .regex(/^[A-Z]{2}$/)
        .optional(),
      /** Days in the store's time zone. */
      from: DayInput.optional(),
      to: DayInput.optional(),
      number: z.string().max(20).optional(),
      q: z
        .string()
        .trim()
        .max(60)
        .optional()
        .describe('Words of a title, a SKU, an order or tracking number, or the town of a parcel'),
      sort: z
        .enum(['placed', 'due'])
        .default('placed')
        .describe('`due`: what is due first, for orders to ship or to pay; others by date'),
      updated_since: UpdatedSince.describe('Placed, or moved to another state, since'),
    },
    row: rowOf(
      { id, number, state, closed_cause, placed_at, country, units, lines, title, sku, picture, total, deadline },
      'SellerOrderRow',
    ),
    owner: 'o.store_id',
    from: (_, { storeId }) => sql`orders.orders o join sellers.stores s on s.store_id = o.store_id
      cross join lateral (select sum(l.units)::int as units, count(*)::int as lines, min(l.title) filter (where l.n = 0) as title,
          min(l.sku) filter (where l.n = 0) as sku, min(l.picture::text) filter (where l.n = 0) as picture
        from orders.lines l where l.store_id = ${storeId} and l.order_id = o.id) l`,
    filters: {
      state: state => sql`o.state = ${state}`,
      country: country => sql`o.address ->> 'country' = ${country}`,
      from: day => sql`o.placed_at >= ${day}::date::timestamp at time zone s.time_zone`,
      to: day => sql`o.placed_at < (${day}::date + 1)::timestamp at time zone s.time_zone`,
      number: begun => sql`o.number like ${`${begun.toUpperCase().replaceAll(/[%_\\]/g, '')}%`}`,
      q: (text, _, { storeId }) => sql`o.id in (${ordersWith(storeId, text)})`,
      updated_since: (at, _, { db, storeId }) => sql`o.id in ${movedSince(db, storeId, 'order', at)}`,
    },
    order: ({ sort, state }) => {
      const due = sort === 'due' && state && dueColumns[state]
      return due
        ? ascending([due, 'instant'], ['o.id', 'uuid'])
        : descending(['o.placed_at', 'instant'], ['o.id', 'uuid'])
    },
    beside: {
      output: { counts: z.record(z.string(), z.int()) },
      read: async ({ db, storeId }) => ({ counts: await countByState(db, storeId) }),
    },
    file: { name: 'orders' },
  }),

  showStoreOrder: route({
    method: 'GET',
    path: '/api/seller/orders/:order_id',
    audience: 'seller',
    permission: 'orders.read',
    summary: 'One of the store’s orders',
    input: z.object({ order_id: storeOwned('ord') }),
    output: OrderSchema.extend({
      /** Null when the store may not see it: from the payment until some days after the end it may. */
      address: AddressSchema.nullable(),
      address_hidden: oneOf(addressHidden).nullable(),
      /** The country of delivery, which is always shown. */
      country: z.string(),
      /**
       * What the platform keeps when the order completes, and what is left for the store. Null for who may not see what
       * the store earns.
       */
      commission: MoneySchema.nullable(),
      receives: MoneySchema.nullable(),
      /** Carriers that the order's templates name for its country and service, and the others one may add to them. */
      carriers: z.array(
        z.object({
          code: z.string(),
          name: z.string(),
          tracking_example: z.string(),
          listed: z.boolean(),
          /** It takes parcels in the store's country. */
          local: z.boolean(),
        }),
      ),
    }),
    refusals: ['order.not_found'],
    async handle({ db, storeId, principal }, { order_id }) {
      if (order_id.storeId !== storeId) throw refuse('order.not_found')
      const [found, carriers] = await Promise.all([
        readOrder(db.read, storeId, order_id.id),
        sql<{ code: string; name: string; tracking_example: string; listed: boolean; local: boolean }>`
          select c.code, c.name, c.tracking_example, c.code in (${listedCarriers(order_id)}) as listed,
            c.countries = '{}' or s.country = any(c.countries) as local
          from shipping.carriers c cross join (select country from sellers.stores where store_id = ${storeId}) s
          order by c.code = ${otherCarrier}, listed desc, local desc, c.name
        `.execute(db.read),
      ])
      if (!found) throw refuse('order.not_found')
      const mayKnow = principal!.permissions.has('balance.read')
      const shares = mayKnow ? sharesOf(found.order) : { commission: null, receives: null }
      return { ...found.order, ...addressFor(db, found.order), ...shares, carriers: carriers.rows }
    },
  }),
}

/** The address of an order as its store may see it. */
function addressFor(db: Db, { state, shipped_at, ended_at, address }: OrderJson) {
  const now = db.clock.now()
  const at = (text: string | null) => (text === null ? null : Temporal.Instant.from(text))
  const order = { state: state as OrderState, shippedAt: at(shipped_at), endedAt: at(ended_at) }
  const address_hidden = addressHiddenBecause(order, now, db.policy.at(now))
  return { address: address_hidden ? null : address, address_hidden, country: address.country }
}

/** What the platform and the store have of what the buyer keeps. */
function sharesOf(order: OrderJson) {
  const { lines, total } = order
  const commission = commissionOf(
    lines.map(line => ({
      paidMinor: BigInt(line.total.amount_minor),
      refundedMinor: BigInt(line.refunded.amount_minor),
      commissionBps: line.commission_bps,
    })),
  )
  const refunded = refundsOf(order).reduce((sum, refund) => sum + refund.amount.amount_minor, 0)
  return {
    commission: money(commission, total.currency),
    receives: money(BigInt(total.amount_minor - refunded) - commission, total.currency),
  }
}

/** The end states of which a store has more than are counted: as no order leaves one, it always will. */
const fullEndStates = recentlyUsed<readonly string[]>(1_000)

/** By state; 1001 stands for more than a thousand. */
async function countByState(db: Db, storeId: string) {
  const full = fullEndStates.get(db, storeId) ?? []
  const { rows } = await sql<{ state: string; n: number }>`
    select s.state, (select count(*)::int from (select 1 from orders.orders o
      where o.store_id = ${storeId} and o.state = s.state limit ${countedUpTo + 1}) c) as n
    from unnest(${orderStates.filter(state => !full.includes(state))}::text[]) s(state)
  `.execute(db.read)
  const counts = [...full.map(state => ({ state, n: countedUpTo + 1 })), ...rows]
  const isFull = ({ state, n }: { state: string; n: number }) =>
    n > countedUpTo && (endStates as readonly string[]).includes(state)
  fullEndStates.set(
    db,
    storeId,
    counts.filter(isFull).map(({ state }) => state),
  )
  return Object.fromEntries(counts.map(({ state, n }) => [state, n]))
}
